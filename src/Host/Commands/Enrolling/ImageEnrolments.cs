using HyperFace.Embedding;
using HyperFace.Host.Faces;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Enrolling;

/// <summary>Images of one subject, enrolled before the command returns: each as a template, or all as one.</summary>
internal static class ImageEnrolments
{
    /// <summary>Runs <c>enroll --image</c>. An image that is refused ends the command before anything is enrolled.</summary>
    public static async Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Gallery gallery = engine.Galleries.Open(run.Require(EnrolOptions.Gallery));
        string subjectId = run.Require(EnrolOptions.Subject)!;
        (string Path, byte[] Bytes)[] files = [.. run.Require(EnrolOptions.Images).Select(path => (path, InputFile.ReadImage(path, engine.Options.Embedder.Limits.MaxBytes)))];
        FaceEmbedder model = engine.Models.For(gallery);
        (TemplateEnrolment Enrolment, FaceResource? Found)[] faces =
            [.. files.Select(file => ImageEnrolment.Of(engine.Models, model, file.Bytes, subjectId, Path.GetFileName(file.Path), run.Get(EnrolOptions.Metadata)))];
        if (run.Get(EnrolOptions.Fuse))
        {
            faces = [(TemplateEnrolment.Fuse([.. faces.Select(face => face.Enrolment)]), null)];
        }

        if (run.Get(EnrolOptions.DryRun))
        {
            object[] documents = [.. faces.Select(face => new { subjectId, face.Enrolment.Source, Face = face.Found, DryRun = true })];
            run.Screen.Write(documents.Length == 1 ? documents[0] : new { Faces = documents }, () => run.Screen.Line(string.Join('\n', faces.Select(face => $"'{face.Enrolment.Source}' can be enrolled."))));
            return ExitCode.Ok;
        }

        var enrolled = new List<(Enrolment Enrolment, string? Source, FaceResource? Found)>();
        foreach ((TemplateEnrolment face, FaceResource? found) in faces)
        {
            enrolled.Add((await gallery.EnrolAsync(face, cancellation).ConfigureAwait(false), face.Source, found));
        }

        EnrolmentResource[] resources = [.. enrolled.Select(face => EnrolmentResource.From(face.Enrolment, face.Source, face.Found))];
        run.Screen.Write<object>(
            resources.Length == 1 ? resources[0] : new FacesResource { Faces = resources, Rejected = [] },
            () => enrolled.ForEach(face => run.Screen.Line(InWords(face.Enrolment, face.Source))));
        return ExitCode.Ok;
    }

    private static string InWords(Enrolment enrolment, string? source) => enrolment.Duplicate
        ? $"Subject '{enrolment.SubjectId}' has this very image already, as template {enrolment.TemplateId}: nothing was added."
        : $"Enrolled '{source}' for subject '{enrolment.SubjectId}' as template {enrolment.TemplateId}.";
}
