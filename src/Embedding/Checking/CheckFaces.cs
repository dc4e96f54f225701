namespace HyperFace.Embedding.Checking;

/// <summary>The faces of a model check, in one row, with the number of the person whose each is.</summary>
internal sealed class CheckFaces
{
    private const int Least = 2;
    private const int Channels = 3;

    public CheckFaces(ModelManifest manifest, IReadOnlyList<IReadOnlyList<AlignedFace>> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        if (subjects.Count < Least || subjects.Any(faces => faces is not { Count: >= Least }))
        {
            throw new ArgumentException($"A model check needs {Least} people or more, and of each {Least} faces or more.", nameof(subjects));
        }

        Faces = [.. subjects.SelectMany(faces => faces)];
        Subjects = [.. subjects.SelectMany((faces, subject) => Enumerable.Repeat(subject, faces.Count))];
        if (Faces.FirstOrDefault(face => face is null || face.Width != manifest.Width || face.Height != manifest.Height) is { } wrong)
        {
            throw new ArgumentException($"A face has {wrong.Width} x {wrong.Height} pixels; this model takes {manifest.Width} x {manifest.Height}.", nameof(subjects));
        }

        if (Faces.Any(face => face is null))
        {
            throw new ArgumentException("A face is null.", nameof(subjects));
        }
    }

    /// <summary>The faces.</summary>
    public AlignedFace[] Faces { get; }

    /// <summary>Whose each face is.</summary>
    public int[] Subjects { get; }

    /// <summary>The same faces with red and blue exchanged: what the model sees when the manifest has the other channel order.</summary>
    public AlignedFace[] WithChannelsReversed() => [.. Faces.Select(Reversed)];

    private static AlignedFace Reversed(AlignedFace face)
    {
        byte[] rgb = face.Rgb.ToArray();
        for (int i = 0; i < rgb.Length; i += Channels)
        {
            (rgb[i], rgb[i + 2]) = (rgb[i + 2], rgb[i]);
        }

        return new AlignedFace(face.Width, face.Height, rgb);
    }
}
