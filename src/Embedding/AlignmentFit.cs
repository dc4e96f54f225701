namespace HyperFace.Embedding;

/// <summary>In which space the five points are fitted to the template; see <c>ModelManifest.AlignmentFit</c>.</summary>
public enum AlignmentFit
{
    /// <summary>Least squares of the distances in the image: what AdaFace's alignment does.</summary>
    Image,

    /// <summary>Least squares of the distances in the template: the similarity of Umeyama (1991), which InsightFace uses.</summary>
    Template,
}
