namespace HyperFace.Host.Demo.Probing;

/// <summary>A part of a whole.</summary>
internal static class Share
{
    /// <summary>0 to 1; 0 of nothing is 0.</summary>
    public static double Of(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
