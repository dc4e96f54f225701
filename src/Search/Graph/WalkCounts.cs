namespace HyperFace.Search.Graph;

/// <summary>What a walk may compare, and what it did. A mutable struct.</summary>
internal struct WalkCounts
{
    /// <summary>Templates that may still be compared.</summary>
    public long Allowance;

    /// <summary>Nodes compared on the way down.</summary>
    public long Descended;

    /// <summary>Steps taken on the way down.</summary>
    public long Steps;

    /// <summary>Nodes compared in the lowest layer, or glanced at and not compared.</summary>
    public long Walked;

    /// <summary>Nodes of the lowest layer whose links were followed.</summary>
    public long Expanded;

    /// <summary>Templates whose vectors were read in the end.</summary>
    public long Ranked;

    /// <summary>Of these, the ones that reached the floor.</summary>
    public long PassedRank;

    /// <summary>Templates compared that hang in the chains of nodes in view.</summary>
    public long Copies;

    /// <summary>Whether candidates may stand behind the end of the view: nodes that are none, or more templates of the same subjects, took it up.</summary>
    public bool IsStarved;

    /// <summary>Moments spent on the way down.</summary>
    public long DescentMoments;

    /// <summary>Moments spent in the lowest layer.</summary>
    public long WalkMoments;

    /// <summary>Moments spent on reading vectors.</summary>
    public long RankMoments;

    /// <summary>Templates compared.</summary>
    public readonly long Compared => Descended + Walked + Copies;

    /// <summary>Takes as many of <paramref name="wanted"/> comparisons as may still be made.</summary>
    public int Take(int wanted)
    {
        int taken = (int)Math.Min(wanted, Allowance);
        Allowance -= taken;
        return taken;
    }
}
