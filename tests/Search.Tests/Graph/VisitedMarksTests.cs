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

    [Fact]
    public void Marks_of_an_old_walk_do_not_come_back_when_the_counter_wraps()
    {
        var marks = new VisitedMarks();
        marks.Begin(4);
        marks.Mark(1);
        for (int walk = 0; walk < ushort.MaxValue; walk++)
        {
            marks.Begin(4);
        }

        // The counter stands where it stood when slot 1 was marked.
        Assert.True(marks.Mark(1));
        Assert.False(marks.Mark(1));
        Assert.True(marks.Mark(2));
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
