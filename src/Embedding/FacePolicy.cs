namespace HyperFace.Embedding;

/// <summary>
/// Which faces of a photo are taken. A face <i>counts</i> when it has at least <see cref="PhotoOptions.MinFaceSize"/> and
/// <see cref="PhotoOptions.MinScore"/>; smaller ones are bystanders.
/// </summary>
public enum FacePolicy
{
    /// <summary>The photo must show exactly one face that counts; bystanders do not matter.</summary>
    ExactlyOne,

    /// <summary>The largest face that counts.</summary>
    Largest,

    /// <summary>Every face that counts.</summary>
    All,

    /// <summary>The photo must show one face and no other, however small.</summary>
    Refuse,
}
