using HyperFace.Embedding;
using HyperFace.Host.Commands;
using HyperFace.Host.Demo.Pictures;
using HyperFace.Host.Demo.Probing;
using HyperFace.Host.Demo.Progress;
using HyperFace.Host.Demo.Reporting;
using HyperFace.Host.Demo.Sheet;
using HyperFace.Indexer;

namespace HyperFace.Host.Demo;

/// <summary>The stages of a demo. From the pictures on everything goes the way that any user's folder goes.</summary>
internal sealed class DemoRun(DemoSettings settings, DemoFolder folder, Engine engine, StageBoard board)
{
    /// <summary>The gallery that a demo enrols into.</summary>
    public const string GalleryId = "demo";

    private readonly DemoPlan _plan = new(settings, folder);

    /// <summary>Runs them all.</summary>
    public async Task<DemoReport> RunAsync(CancellationToken cancellation)
    {
        // Before anything of an earlier demo is lost: is there a model, and is the gallery ours to replace?
        string modelPath = ModelPath();
        FaceEmbedder model = engine.Models.Open(modelPath);
        Gallery gallery = await NewGalleryAsync(modelPath).ConfigureAwait(false);
        folder.Clear();

        await RenderAsync(cancellation).ConfigureAwait(false);
        Job enrolment = await EnrolAsync(cancellation).ConfigureAwait(false);
        Job rebuild = await RebuildAsync(enrolment.Enrolment.Enrolled, cancellation).ConfigureAwait(false);
        IReadOnlyList<ProbeResult> results = await IdentifyAsync(gallery, cancellation).ConfigureAwait(false);
        DemoFigures figures = DemoFigures.Of(results);
        await DrawSheetAsync(model, figures, results).ConfigureAwait(false);
        return DemoReport.Of(settings, folder, model, gallery, enrolment, rebuild, figures, board.Done, NextSteps.After(folder, results));
    }

    private string ModelPath() => engine.Options.Model
        ?? throw new DemoException(new Failure(ExitCode.BadInput, "model", "This copy of the program comes without a face model. Name the manifest of one with --model."));

    private async Task<Gallery> NewGalleryAsync(string modelPath)
    {
        if (engine.Galleries.List().Contains(GalleryId))
        {
            await engine.Galleries.RemoveAsync(GalleryId).ConfigureAwait(false);
        }

        return engine.Galleries.Create(GalleryDefinition.ForModel(GalleryId, modelPath) with { Description = $"Synthetic people of population '{settings.Population}'" });
    }

    private Task<bool> RenderAsync(CancellationToken cancellation)
    {
        DemoPicture[] pictures = [.. _plan.Gallery, .. _plan.Probes.Select(probe => probe.Picture)];
        return board.RunAsync("render", pictures.Length, "images", async progress =>
        {
            await PictureStudio.DrawAsync(_plan.Population, pictures, progress, cancellation).ConfigureAwait(false);
            return true;
        });
    }

    private Task<Job> EnrolAsync(CancellationToken cancellation) => board.RunAsync("enrol", _plan.Gallery.Count, "images", progress =>
        FinishAsync(engine.Jobs.StartEnrolment(GalleryId, EnrolmentSource.Folder(folder.GalleryImages)), progress, cancellation));

    private Task<Job> RebuildAsync(long templates, CancellationToken cancellation) => board.RunAsync("rebuild", templates, "templates", progress =>
        FinishAsync(engine.Jobs.StartRebuild(GalleryId), progress, cancellation));

    private Task<IReadOnlyList<ProbeResult>> IdentifyAsync(Gallery gallery, CancellationToken cancellation) => board.RunAsync("identify", _plan.Probes.Count, "probes", progress =>
        ProbeRun.IdentifyAsync(gallery, engine.Models.For(gallery), _plan.Probes, progress, cancellation));

    private Task<bool> DrawSheetAsync(FaceEmbedder model, DemoFigures figures, IReadOnlyList<ProbeResult> results)
    {
        IReadOnlyList<SheetSection> sections = RowChoice.Choose(results);
        return board.RunAsync("draw", sections.Sum(section => section.Rows.Count), "rows of the contact sheet", _ =>
        {
            ContactSheet.Write(folder.ContactSheet, new SheetContent(settings, folder, model.Manifest, figures, sections));
            return Task.FromResult(true);
        });
    }

    private async Task<Job> FinishAsync(Job job, StageProgress progress, CancellationToken cancellation)
    {
        job = await engine.Jobs.WaitAsync(job.JobId, new JobStage(progress), cancellation).ConfigureAwait(false);
        return job.State == JobState.Completed
            ? job
            : throw new DemoException(new Failure(Failure.ExitCodeOf(job.ErrorCode), job.ErrorCode ?? "job", job.Error ?? $"The {job.Kind} job ended as {job.State}."));
    }
}
