using HyperFace.Host.Demo.Pictures;

namespace HyperFace.Host.Demo.Probing;

/// <summary>A face to be identified, and the truth about it.</summary>
/// <param name="Picture">The face.</param>
/// <param name="SubjectId">Who it is, when that person is enrolled; null for a non-mated probe.</param>
internal sealed record DemoProbe(DemoPicture Picture, string? SubjectId);
