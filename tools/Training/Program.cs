using System.CommandLine;
using HyperFace.Training.Commands;

var root = new RootCommand("Trains a small face network on synthetic people, and judges models on people never trained on (docs/training.md).");
root.Add(TrainCommand.Create());
root.Add(JudgeCommand.Create());
root.Add(CompareCommand.Create());
root.Add(CheckCommand.Create());
root.Add(SpeedCommand.Create());
return root.Parse(args).Invoke();
