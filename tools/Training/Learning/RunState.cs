using System.Text.Json;
using HyperFace.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace HyperFace.Training.Learning;

/// <summary>The state of a run in a file: all that it needs to go on as if it had never stopped.</summary>
internal static class RunState
{
    private const string Magic = "HyperFace training state 2";

    /// <summary>Writes the state; a file that is there is replaced once the new one is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="made">What tells this run from others.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="steps">Steps of the whole run.</param>
    /// <param name="history">How it went so far.</param>
    /// <param name="head">What the network learns with.</param>
    /// <param name="tensors">All that changes from step to step.</param>
    public static void Write(string path, string made, int step, int steps, RunHistory history, AdaFaceHead head, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        string beside = path + ".new";
        using (var writer = new BinaryWriter(File.Create(beside)))
        {
            writer.Write(Magic);
            writer.Write(made);
            writer.Write(step);
            writer.Write(steps);
            writer.Write(JsonSerializer.Serialize(history));
            writer.Write(head.Mean);
            writer.Write(head.Deviation);
            foreach ((string name, Tensor value) in tensors)
            {
                using DisposeScope scope = torch.NewDisposeScope();
                writer.Write(name);
                foreach (float number in value.detach().contiguous().data<float>())
                {
                    writer.Write(number);
                }
            }
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Reads the state, and puts it into the tensors.</summary>
    /// <returns>Steps done, steps of the whole run, how it went so far, and the two numbers of the head.</returns>
    /// <exception cref="TrainingException">There is none, or it is that of another run.</exception>
    public static (int Step, int Steps, RunHistory History, double Mean, double Deviation) Read(string path, string made, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        if (!File.Exists(path))
        {
            throw new TrainingException($"There is no state of a run at {path}: --resume goes on with a run that was stopped after its first epoch.");
        }

        using var reader = new BinaryReader(File.OpenRead(path));
        if (reader.ReadString() != Magic || reader.ReadString() != made)
        {
            throw new TrainingException($"{path} is the state of another run: --resume needs the options that it was begun with.");
        }

        (int, int, RunHistory, double, double) numbers = (reader.ReadInt32(), reader.ReadInt32(), HistoryOf(reader.ReadString(), path), reader.ReadDouble(), reader.ReadDouble());
        using IDisposable _ = torch.no_grad();
        foreach ((string name, Tensor value) in tensors)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            if (reader.ReadString() != name)
            {
                throw new TrainingException($"{path} is damaged at '{name}'.");
            }

            var read = new float[value.numel()];
            for (int i = 0; i < read.Length; i++)
            {
                read[i] = reader.ReadSingle();
            }

            value.copy_(torch.tensor(read, value.shape));
        }

        return numbers;
    }

    private static RunHistory HistoryOf(string text, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunHistory>(text) ?? throw new TrainingException($"{path} is damaged.");
        }
        catch (JsonException)
        {
            throw new TrainingException($"{path} is damaged.");
        }
    }
}
