using HyperFace.Host.Output;
using Spectre.Console;

namespace HyperFace.Host.Demo.Progress;

/// <summary>Runs the stages of a demo one after the other, shows how each goes, and notes what it took.</summary>
internal sealed class StageBoard
{
    private readonly Screen _screen;
    private readonly TimeProvider _time;
    private readonly ProgressContext? _drawn;
    private readonly List<StageFigures> _done = [];

    private StageBoard(Screen screen, TimeProvider time, ProgressContext? drawn)
    {
        _screen = screen;
        _time = time;
        _drawn = drawn;
    }

    /// <summary>What the stages took that are done.</summary>
    public IReadOnlyList<StageFigures> Done => _done;

    /// <summary>Shows a board while <paramref name="work"/> runs its stages: bars on a terminal, elsewhere a line per stage.</summary>
    public static Task<T> ShowAsync<T>(Screen screen, TimeProvider time, Func<StageBoard, Task<T>> work) => screen.DrawsProgress
        ? screen.ErrorConsole
            .Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new StageBoard(screen, time, context)))
        : work(new StageBoard(screen, time, drawn: null));

    /// <summary>Runs a stage.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="count">How many it works on.</param>
    /// <param name="unit">How many of what.</param>
    /// <param name="work">The work, which says how far it is.</param>
    public async Task<T> RunAsync<T>(string stage, long count, string unit, Func<StageProgress, Task<T>> work)
    {
        string what = $"{stage,-9} {InWords.Count(count)} {unit}";
        ProgressTask? bar = _drawn?.AddTask(Markup.Escape(what), maxValue: Math.Max(count, 1));
        if (bar is null)
        {
            _screen.Note($"{what} …");
        }

        long start = _time.GetTimestamp();
        T result = await work(new StageProgress(bar)).ConfigureAwait(false);
        _done.Add(new StageFigures(stage, count, unit, _time.GetElapsedTime(start).TotalSeconds));
        bar?.Value = bar.MaxValue;
        return result;
    }
}
