using HyperFace.Embedding;
using HyperFace.Host.Demo.Probing;
using HyperFace.Host.Demo.Progress;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Demo.Reporting;

/// <summary>What a demo did and found.</summary>
internal sealed record DemoReport
{
    /// <summary>How large it was, and who was in it.</summary>
    public required DemoSettings Settings { get; init; }

    /// <summary>The model, and what it is not good for.</summary>
    public required ModelResource Model { get; init; }

    /// <summary>The gallery at the end.</summary>
    public required GalleryResource Gallery { get; init; }

    /// <summary>What became of the images.</summary>
    public required EnrolmentSummary Enrolment { get; init; }

    /// <summary>What the rebuild did.</summary>
    public required RebuildResource Rebuild { get; init; }

    /// <summary>What each stage took.</summary>
    public required IReadOnlyList<StageFigures> Stages { get; init; }

    /// <summary>What all stages took.</summary>
    public double Seconds => Stages.Sum(stage => stage.Seconds);

    /// <summary>What the probes gave.</summary>
    public required DemoFigures Figures { get; init; }

    /// <summary>Where everything lies.</summary>
    public required DemoPlaces Places { get; init; }

    /// <summary>Commands to go on with.</summary>
    public required IReadOnlyList<NextStep> Next { get; init; }

    /// <summary>Puts a report together.</summary>
    public static DemoReport Of(
        DemoSettings settings,
        DemoFolder folder,
        FaceEmbedder model,
        Gallery gallery,
        Job enrolment,
        Job rebuild,
        DemoFigures figures,
        IReadOnlyList<StageFigures> stages,
        IReadOnlyList<NextStep> next) => new()
    {
        Settings = settings,
        Model = ModelResource.From(model),
        Gallery = GalleryResource.From(gallery),
        Enrolment = enrolment.Enrolment,
        Rebuild = RebuildResource.From(rebuild.Rebuild!),
        Stages = stages,
        Figures = figures,
        Places = DemoPlaces.Of(folder),
        Next = next,
    };
}
