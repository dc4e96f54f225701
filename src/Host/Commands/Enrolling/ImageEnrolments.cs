using HyperFace.Embedding;
using HyperFace.Host.Faces;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Enrolling;

/// <summary>One image, enrolled before the command returns.</summary>
internal static class SingleEnrolment
{
    /// <summary>Runs <c>enroll --image</c>.</summary>
    public static async Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Gallery gallery = engine.Galleries.Open(run.Require(EnrolOptions.Gallery));
        string path = run.Require(EnrolOptions.Image)!;
        string subjectId = run.Require(EnrolOptions.Subject)!;
        byte[] image = InputFile.ReadImage(path, engine.Options.Embedder.Limits.MaxBytes);
        FaceEmbedder model = engine.Models.For(gallery);
        TemplateEnrolment face = ImageEnrolment.Of(model, image, subjectId, Path.GetFileName(path), run.Get(EnrolOptions.Metadata));
        if (run.Get(EnrolOptions.DryRun))
        {
            run.Screen.Write(new { subjectId, face.Source, DryRun = true }, () => run.Screen.Line($"'{path}' is an image that can be enrolled."));
            return ExitCode.Ok;
        }

        Enrolment enrolment = await gallery.EnrolAsync(face, cancellation).ConfigureAwait(false);
        run.Screen.Write(EnrolmentResource.From(enrolment, face.Source), () => run.Screen.Line(enrolment.Duplicate
            ? $"Subject '{subjectId}' has this very image already, as template {enrolment.TemplateId}: nothing was added."
            : $"Enrolled '{path}' for subject '{subjectId}' as template {enrolment.TemplateId}."));
        return ExitCode.Ok;
    }
}
