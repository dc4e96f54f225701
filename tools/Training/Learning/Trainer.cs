using System.Diagnostics;
using System.Globalization;
using HyperFace.Training.Losses;
using HyperFace.Training.Networks;
using HyperFace.Training.People;
using TorchSharp;
using static TorchSharp.torch;

namespace HyperFace.Training.Learning;

/// <summary>Trains a network from a recipe and pictures.</summary>
internal sealed class Trainer : IDisposable
{
    private const int Between = 50;
    private const int LeastSteps = 10;

    // Each part of a run draws from a row of numbers of its own.
    private const ulong WeightsSeed = 0x5EED_0000_0000_0001;
    private const ulong HeadSeed = 0x5EED_0000_0000_0002;
    private const ulong OrderSeed = 0x5EED_0000_0000_0003;

    private readonly Recipe _recipe;
    private readonly Batches _batches;
    private readonly Validation? _validation;
    private readonly AdaFaceHead _head;
    private readonly Descent _descent;
    private readonly LearningRate _rate;
    private readonly Action<string> _log;
    private readonly List<TrainingPoint> _points = [];

    /// <summary>Prepares a run.</summary>
    /// <param name="recipe">What it is made from.</param>
    /// <param name="pictures">What it learns from.</param>
    /// <param name="validation">Judges the network now and then; null when nobody asks.</param>
    /// <param name="log">Takes lines of progress.</param>
    public Trainer(Recipe recipe, PictureStore pictures, Validation? validation, Action<string> log)
    {
        _recipe = recipe;
        _validation = validation;
        _log = log;
        torch.set_num_threads(recipe.Threads);
        torch.manual_seed(recipe.Seed);
        ulong seed = (ulong)recipe.Seed;
        Network = new IrNetwork(recipe.Architecture, seed ^ WeightsSeed, recipe.Dropout);
        _head = new AdaFaceHead(new AdaFaceMargin(recipe.Margin, recipe.Concentration, recipe.Scale), recipe.Blend, recipe.Dimension, pictures.Count / pictures.Images, seed ^ HeadSeed);
        _descent = new Descent([.. Network.Parameters, (_head.Directions, true)], recipe);
        _batches = new Batches(pictures, new Augmentation(recipe.Change, recipe.MostShift), recipe.Batch, seed ^ OrderSeed);
        _rate = new LearningRate(recipe.Rate, recipe.WarmUp);
    }

    /// <summary>What is trained.</summary>
    public IrNetwork Network { get; }

    /// <summary>Runs all steps.</summary>
    public TrainingRun Run()
    {
        int? steps = _recipe.Steps ?? (_recipe.Minutes is null ? _recipe.Epochs * _batches.StepsOfEpoch : null);
        long started = Stopwatch.GetTimestamp();
        TimeSpan validating = TimeSpan.Zero;
        double loss = 0;
        double accuracy = 0;
        TimeSpan last = TimeSpan.Zero;
        int step = 0;
        for (; step < (steps ?? int.MaxValue); step++)
        {
            (double batchLoss, double batchAccuracy) = Step(step, steps ?? int.MaxValue);
            loss += batchLoss;
            accuracy += batchAccuracy;
            TimeSpan spent = Stopwatch.GetElapsedTime(started) - validating;
            if (steps is null && step + 1 == _recipe.WarmUp)
            {
                steps = Plan(spent);
            }

            if ((step + 1) % Between == 0 || step + 1 == steps)
            {
                int counted = (step % Between) + 1;
                var point = new TrainingPoint(step + 1, loss / counted, accuracy / counted, counted * _recipe.Batch / (spent - last).TotalSeconds);
                _points.Add(point);
                _log(string.Create(CultureInfo.InvariantCulture, $"step {point.Step:N0}{(steps is null ? "" : $" of {steps:N0}")}, epoch {(double)point.Step / _batches.StepsOfEpoch:F2}: loss {point.Loss:F3}, own person nearest {point.Accuracy:P1}, {point.PicturesPerSecond:F0} pictures/s, {spent.TotalMinutes:F1} min"));
                loss = 0;
                accuracy = 0;
                last = spent;
            }

            if ((step + 1) % _batches.StepsOfEpoch == 0 || step + 1 == steps)
            {
                long begun = Stopwatch.GetTimestamp();
                Validate(step + 1);
                validating += Stopwatch.GetElapsedTime(begun);
            }
        }

        TimeSpan learning = Stopwatch.GetElapsedTime(started) - validating;
        return new TrainingRun(step, (double)step / _batches.StepsOfEpoch, learning.TotalMinutes, step * _recipe.Batch / learning.TotalSeconds, _points, _validation?.Points ?? []);
    }

    public void Dispose()
    {
        _descent.Dispose();
        _head.Dispose();
        Network.Dispose();
    }

    private (double Loss, double Accuracy) Step(int step, int steps)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        (Tensor pictures, Tensor persons) = _batches.Of(step);
        (Tensor loss, Tensor accuracy) = _head.Loss(Network.Embed(pictures, learning: true), persons);
        loss.backward();
        _descent.Step(_rate.At(step, steps));
        double value = loss.item<float>();
        return double.IsFinite(value) ? (value, accuracy.item<float>()) : throw new TrainingException($"The loss of step {step} is not finite: take a lower --rate.");
    }

    // The rate does not depend on the number of steps while it warms up, so that the same run can be had again by --steps.
    private int Plan(TimeSpan spent)
    {
        double perStep = spent.TotalMinutes / _recipe.WarmUp;
        int steps = Math.Max(_recipe.WarmUp + LeastSteps, (int)(_recipe.Minutes!.Value / perStep));
        _log(string.Create(CultureInfo.InvariantCulture, $"{_recipe.Minutes} minutes are about {steps:N0} steps, {(double)steps / _batches.StepsOfEpoch:F1} epochs: the same run again is --steps {steps}"));
        return steps;
    }

    private void Validate(int step)
    {
        if (_validation is not null)
        {
            _log(_validation.Run(Network, step).ToString());
        }
    }
}
