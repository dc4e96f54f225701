namespace HyperFace.Embedding.Manifests;

/// <summary>The words that a manifest has for what is an enumeration in code.</summary>
internal static class ManifestWords
{
    private const string Rgb = "rgb";
    private const string Bgr = "bgr";
    private const string Image = "image";
    private const string Template = "template";

    public static bool IsOrder(string word) => word is Rgb or Bgr;

    public static ChannelOrder OrderOf(string word) => word == Rgb ? ChannelOrder.Rgb : ChannelOrder.Bgr;

    public static string Of(ChannelOrder order) => order == ChannelOrder.Rgb ? Rgb : Bgr;

    public static bool IsFit(string word) => word is Image or Template;

    public static AlignmentFit FitOf(string word) => word == Image ? AlignmentFit.Image : AlignmentFit.Template;

    public static string Of(AlignmentFit fit) => fit == AlignmentFit.Image ? Image : Template;
}
