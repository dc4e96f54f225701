using System.Text.Json.Serialization;
using HyperFace.Embedding.Networks;
using HyperFace.Synthesis;

namespace HyperFace.Training.Learning;

/// <summary>All that a training run is made from. The same recipe gives the same network, with the same number of threads on the same machine.</summary>
internal sealed record Recipe
{
    /// <summary>Width and height of a picture, in pixels.</summary>
    public const int Side = FaceRenderer.Size;

    /// <summary>People to learn from.</summary>
    public required int Identities { get; init; }

    /// <summary>Pictures of each.</summary>
    public required int Images { get; init; }

    /// <summary>How far pictures of one person go apart.</summary>
    public required VariationRange Range { get; init; }

    /// <summary>Chooses people, pictures, first weights, order and changes.</summary>
    public required int Seed { get; init; }

    /// <summary>Channels that the first convolution gives.</summary>
    public required int Stem { get; init; }

    /// <summary>Channels of the four stages.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Units of the four stages.</summary>
    public required int[] Units { get; init; }

    /// <summary>Length of an embedding.</summary>
    public required int Dimension { get; init; }

    /// <summary>Share of values in front of the last layer that each step leaves out.</summary>
    public required double Dropout { get; init; }

    /// <summary>Pictures of a step.</summary>
    public required int Batch { get; init; }

    /// <summary>How often each picture is learned from; counts when neither steps nor minutes are set.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps of the run; null when epochs or minutes decide.</summary>
    public int? Steps { get; init; }

    /// <summary>Minutes that the steps may take; how many those are is measured while the rate warms up.</summary>
    public double? Minutes { get; init; }

    /// <summary>The highest learning rate.</summary>
    public required double Rate { get; init; }

    /// <summary>Steps in which the learning rate rises.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Momentum of gradient descent.</summary>
    public required double Momentum { get; init; }

    /// <summary>Decay of weights, by step and learning rate; slopes and normalisations have none.</summary>
    public required double Decay { get; init; }

    /// <summary>A longer gradient is cut to this length.</summary>
    public required double MostGradient { get; init; }

    /// <summary>AdaFace's margin m.</summary>
    public required double Margin { get; init; }

    /// <summary>AdaFace's factor h.</summary>
    public required double Concentration { get; init; }

    /// <summary>The factor s on cosines.</summary>
    public required double Scale { get; init; }

    /// <summary>How much of a batch goes into AdaFace's running statistics.</summary>
    public required double Blend { get; init; }

    /// <summary>Chance of each change to a picture.</summary>
    public required float Change { get; init; }

    /// <summary>Pixels that a picture is moved by, at most.</summary>
    public required int MostShift { get; init; }

    /// <summary>Threads that compute.</summary>
    public required int Threads { get; init; }

    /// <summary>The network's sizes.</summary>
    [JsonIgnore]
    public IrArchitecture Architecture => new(Stem, [.. Units.Zip(Widths, (units, width) => new IrStage(units, width))], Side, Dimension);
}
