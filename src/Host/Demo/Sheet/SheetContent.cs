using HyperFace.Embedding;
using HyperFace.Host.Demo.Probing;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>What a contact sheet shows.</summary>
/// <param name="Settings">How large the demo was.</param>
/// <param name="Folder">Where the pictures lie.</param>
/// <param name="Model">The model.</param>
/// <param name="Figures">The answers, counted.</param>
/// <param name="Sections">The rows, by kind.</param>
internal sealed record SheetContent(DemoSettings Settings, DemoFolder Folder, ModelManifest Model, DemoFigures Figures, IReadOnlyList<SheetSection> Sections);
