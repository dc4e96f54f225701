using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HyperFace.Synthesis.Random;
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
    private readonly string? _state;
    private readonly string _made;
    private readonly List<TrainingPoint> _points = [];
    private int? _steps;
    private int _step;
    private TimeSpan _before;
    private PointSums _sums;

    /// <summary>Prepares a run.</summary>
    /// <param name="recipe">What it is made from.</param>
    /// <param name="pictures">What it learns from.</param>
    /// <param name="validation">Judges the network now and then; null when nobody asks.</param>
    /// <param name="log">Takes lines of progress.</param>
    /// <param name="state">A file for the state of the run after each epoch, from which it can go on; null when nobody asks.</param>
    public Trainer(Recipe recipe, PictureStore pictures, Validation? validation, Action<string> log, string? state = null)
    {
        _recipe = recipe;
        _validation = validation;
        _log = log;
        _state = state;
        torch.set_num_threads(recipe.Threads);
        ulong seed = (ulong)recipe.Seed;
        Network = new IrNetwork(recipe.Architecture, seed ^ WeightsSeed, recipe.Dropout);
        _head = new AdaFaceHead(new AdaFaceMargin(recipe.Margin, recipe.Concentration, recipe.Scale), recipe.Blend, recipe.Dimension, pictures.Count / pictures.Images, seed ^ HeadSeed);
        _descent = new Descent([.. Network.Parameters, (_head.Directions, true)], recipe);
        _batches = new Batches(pictures, new Augmentation(recipe.Change, recipe.MostShift), recipe.Batch, seed ^ OrderSeed);
        _rate = new LearningRate(recipe.Rate, recipe.WarmUp);
        _steps = recipe.Steps ?? (recipe.Minutes is null ? recipe.Epochs * _batches.StepsOfEpoch : null);
        _made = $"{JsonSerializer.Serialize(recipe)} {pictures.Hash()}";
    }

    /// <summary>What is trained.</summary>
    public IrNetwork Network { get; }

    /// <summary>Takes up a run where its state was last written.</summary>
    /// <exception cref="TrainingException">There is no such state, or it is that of another run.</exception>
    public void Resume()
    {
        (_step, _steps, RunHistory history, _head.Mean, _head.Deviation) = RunState.Read(_state!, _made, Tensors);
        Network.Batches = _step;
        _before = TimeSpan.FromMinutes(history.Minutes);
        _sums = history.Sums;
        _points.AddRange(history.Points);
        _validation?.Resume(history.Validations);
        _log($"Going on behind step {_step:N0} of {_steps:N0}.");
    }

    /// <summary>Runs the steps that are left.</summary>
    public TrainingRun Run()
    {
        long started = Stopwatch.GetTimestamp();
        TimeSpan watching = TimeSpan.Zero;
        TimeSpan last = -TimeSpan.FromSeconds(_sums.Seconds);
        while (_step < (_steps ?? int.MaxValue))
        {
            (double loss, double accuracy) = Step();
            TimeSpan spent = Stopwatch.GetElapsedTime(started) - watching;
            _sums = new PointSums(_sums.Loss + loss, _sums.Accuracy + accuracy, _sums.Steps + 1, (spent - last).TotalSeconds);
            if (_steps is null && _step == _recipe.WarmUp)
            {
                _steps = Plan(spent);
            }

            if (_step % Between == 0 || _step == _steps)
            {
                Note(new TrainingPoint(_step, _sums.Loss / _sums.Steps, _sums.Accuracy / _sums.Steps, _sums.Steps * _recipe.Batch / _sums.Seconds), spent);
                _sums = default;
                last = spent;
            }

            if (_step % _batches.StepsOfEpoch == 0 || _step == _steps)
            {
                long begun = Stopwatch.GetTimestamp();
                EndEpoch(_before + spent);
                watching += Stopwatch.GetElapsedTime(begun);
            }
        }

        TimeSpan learning = _before + Stopwatch.GetElapsedTime(started) - watching;
        return new TrainingRun(_step, (double)_step / _batches.StepsOfEpoch, learning.TotalMinutes, _step * _recipe.Batch / learning.TotalSeconds, _points, _validation?.Points ?? []);
    }

    public void Dispose()
    {
        _descent.Dispose();
        _head.Dispose();
        Network.Dispose();
    }

    // All that changes from step to step, but for the head's two numbers.
    private IEnumerable<(string Name, Tensor Value)> Tensors => [.. Network.Tensors, ("head", _head.Directions), .. _descent.Velocities];

    private (double Loss, double Accuracy) Step()
    {
        using DisposeScope scope = torch.NewDisposeScope();

        // What is left out in front of the last layer goes by the step too, so that a run that goes on does as one that never stopped.
        torch.manual_seed((long)SplitMix64.Mix((ulong)_recipe.Seed ^ ((ulong)_step << 32)));
        (Tensor pictures, Tensor persons) = _batches.Of(_step);
        (Tensor loss, Tensor accuracy) = _head.Loss(Network.Embed(pictures, learning: true), persons);
        loss.backward();
        _descent.Step(_rate.At(_step, _steps ?? int.MaxValue));
        double value = loss.item<float>();
        _step++;
        return double.IsFinite(value) ? (value, accuracy.item<float>()) : throw new TrainingException($"The loss of step {_step} is not finite: take a lower --rate.");
    }

    // The rate does not depend on the number of steps while it warms up, so that the same run can be had again by --steps.
    private int Plan(TimeSpan spent)
    {
        double perStep = spent.TotalMinutes / _recipe.WarmUp;
        int steps = Math.Max(_recipe.WarmUp + LeastSteps, (int)(_recipe.Minutes!.Value / perStep));
        _log(string.Create(CultureInfo.InvariantCulture, $"{_recipe.Minutes} minutes are about {steps:N0} steps, {(double)steps / _batches.StepsOfEpoch:F1} epochs: the same run again is --steps {steps}"));
        return steps;
    }

    private void Note(TrainingPoint point, TimeSpan spent)
    {
        _points.Add(point);
        _log(string.Create(CultureInfo.InvariantCulture, $"step {point.Step:N0}{(_steps is null ? "" : $" of {_steps:N0}")}, epoch {(double)point.Step / _batches.StepsOfEpoch:F2}: loss {point.Loss:F3}, own person nearest {point.Accuracy:P1}, {point.PicturesPerSecond:F0} pictures/s, {(_before + spent).TotalMinutes:F1} min"));
    }

    private void EndEpoch(TimeSpan learning)
    {
        if (_validation is not null)
        {
            _log(_validation.Run(Network, _step).ToString());
        }

        if (_state is not null && _steps is { } steps)
        {
            RunState.Write(_state, _made, _step, steps, new RunHistory(learning.TotalMinutes, _sums, _points, _validation?.Points ?? []), _head, Tensors);
        }
    }
}
