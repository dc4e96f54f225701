using HyperFace.Search.Graph;

namespace HyperFace.Search.Tests.Graph;

public sealed class VisitedMarksTests
{
    [Fact]
    public void A_slot_is_new_once_in_a_walk_and_again_in_the_next()
    {
        var marks = new VisitedMarks();
        marks.Begin(10);
        Assert.True(marks.Mark(9));
        Assert.False(marks.Mark(9));
        marks.Begin(10);
        Assert.True(marks.Mark(9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void Every_slot_has_a_mark_of_its_own(int count)
    {
        var marks = new VisitedMarks();
        for (int walk = 0; walk < 2; walk++)
        {
            marks.Begin(count);
            Assert.All(Enumerable.Range(0, count), slot => Assert.True(marks.Mark(slot)));
            Assert.All(Enumerable.Range(0, count), slot => Assert.False(marks.Mark(slot)));
        }
    }

    [Fact]
    public void A_smaller_walk_after_a_larger_one_begins_without_marks_too()
    {
        var marks = new VisitedMarks();
        marks.Begin(10_000);
        marks.Mark(9999);
        marks.Begin(4);
        marks.Begin(10_000);
        Assert.True(marks.Mark(9999));
    }

    [Fact]
    public void A_slot_that_came_into_being_far_behind_the_end_is_left_alone()
    {
        var marks = new VisitedMarks();
        marks.Begin(4);
        Assert.False(marks.Mark(1_000_000));
        Assert.False(marks.Mark(int.MaxValue));
    }

    [Fact]
    public void A_larger_walk_makes_room_and_forgets_nothing_it_should_know()
    {
        var marks = new VisitedMarks();
        marks.Begin(4);
        marks.Mark(3);
        marks.Begin(10_000);
        Assert.True(marks.Mark(3));
        Assert.True(marks.Mark(9999));
        Assert.False(marks.Mark(9999));
    }

    [Fact]
    public void An_empty_index_can_be_walked()
    {
        var marks = new VisitedMarks();
        marks.Begin(0);
        Assert.False(marks.Mark(1_000_000));
    }
}
