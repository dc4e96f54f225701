using HyperFace.CrashSubject;
using HyperFace.Indexer.Tests.Jobs;
using HyperFace.Search;

namespace HyperFace.Indexer.Tests.Crash;

/// <summary>
/// Kills a process at work on a gallery, again and again on the same gallery, and checks after each kill that no
/// acknowledged change is lost, none is half there, and that log, catalogue and index agree.
/// </summary>
/// <remarks>
/// A workload of another kind (a bulk job that must be resumed, say) is a case in <c>HyperFace.CrashSubject</c> that
/// announces its changes by the same lines, and a name to call <see cref="KillAsync"/> with.
/// </remarks>
internal sealed class CrashDriver(int seed) : IDisposable
{
    /// <summary>Subjects whose templates are searched for although the last round did not touch them.</summary>
    private const int Sample = 100;

    private readonly TemporaryFolder _folder = new();
    private readonly CrashModel _model = new();
    private readonly Random _random = new(seed);
    private int _kills;

    /// <summary>Changes acknowledged so far.</summary>
    public int Acknowledged => _model.Acknowledged;

    private string DataFolder => _folder["data"];

    /// <summary>Lets a workload run, kills it at a moment that the seed chooses, and checks the gallery.</summary>
    /// <param name="workload">One of the workloads of the crash subject.</param>
    public async Task KillAsync(string workload)
    {
        int lines = 2 + (int)(Math.Pow(_random.NextDouble(), 2) * MostLines(workload));
        int spins = _random.Next(4) == 0 ? 0 : _random.Next(1 << _random.Next(4, 18));
        List<string> said = await CrashSubjectProcess.RunAndKillAsync(DataFolder, workload, _random.Next(), _model.NextFace, lines, spins);
        said.ForEach(_model.Take);
        _kills++;
        await CheckAsync($"kill {_kills} of seed {seed} ({workload}, {lines} lines, {spins} spins, last line '{said[^1]}')");
    }

    public void Dispose() => _folder.Dispose();

    private static int MostLines(string workload) => workload switch
    {
        "bulk" => 3000,
        "open" => 30,
        _ => 300,
    };

    private async Task CheckAsync(string kill)
    {
        try
        {
            await using (GalleryStore store = NewStore(DataFolder))
            {
                Check(store.Open(Program.GalleryId));
            }

            // The truth alone must say the same as truth, catalogue and index together.
            string alone = _folder["alone"];
            CopyLog(alone);
            await using (GalleryStore store = NewStore(alone))
            {
                AssertHoldsAll(store.Open(Program.GalleryId));
            }

            Directory.Delete(alone, recursive: true);
            _model.EndRound();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"After {kill}: {e.Message}", e);
        }
    }

    private static GalleryStore NewStore(string dataFolder) => new(dataFolder) { SegmentBytes = 1 << 16 };

    private void Check(Gallery gallery)
    {
        Assert.Empty(gallery.Info.Damage);
        Assert.InRange(gallery.Info.Generation, _model.Generation, _model.Generation + 1);
        foreach (string subject in _model.Possible.ToArray())
        {
            _model.Settle(subject, gallery);
        }

        AssertHoldsAll(gallery);
        string[] others = [.. _model.Subjects.Keys.Except(_model.Touched)];
        _random.Shuffle(others);
        foreach (string subject in _model.Touched.Where(_model.Subjects.ContainsKey).Concat(others.Take(Sample)))
        {
            foreach (ulong template in _model.Subjects[subject].Templates.Select(t => t.Id))
            {
                int face = _model.Subjects[subject].Templates.Single(t => t.Id == template).Face;
                Identification found = Who(gallery, face);
                Assert.True(found.Candidates is [{ } best] && best.SubjectId == subject && best.TemplateId == template, $"Face {face} of {subject} is not found.");
            }
        }

        foreach (int face in _model.Gone)
        {
            Assert.Equal(Decision.NoMatch, Who(gallery, face).Decision);
        }
    }

    /// <summary>Catalogue and index hold what they must, and nothing else.</summary>
    private void AssertHoldsAll(Gallery gallery)
    {
        var listed = new List<Subject>();
        for (IReadOnlyList<Subject> page = gallery.ListSubjects(null, 1000); page.Count > 0; page = gallery.ListSubjects(listed[^1].SubjectId, 1000))
        {
            listed.AddRange(page);
        }

        Assert.Equal(_model.Subjects.Keys.Order(StringComparer.Ordinal), listed.Select(subject => subject.SubjectId));
        Assert.Equal(listed.Sum(subject => subject.Templates.Count), gallery.Info.Templates);
        Assert.Equal(gallery.Info.Templates, Who(gallery, 0).Searched);
        foreach (Subject subject in listed)
        {
            Assert.Equal(_model.Subjects[subject.SubjectId].Templates.Select(t => t.Id), subject.Templates.Select(t => t.TemplateId));
            Assert.Equal(_model.Subjects[subject.SubjectId].Metadata, subject.Metadata);
        }
    }

    private static Identification Who(Gallery gallery, int face) =>
        gallery.IdentifyEmbedding(FaceVectors.Of(face), new IdentificationRequest { Mode = SearchMode.Exact, Threshold = 0.9999f });

    private void CopyLog(string dataFolder)
    {
        string from = Path.Combine(DataFolder, "galleries", Program.GalleryId, "log");
        string to = Path.Combine(dataFolder, "galleries", Program.GalleryId, "log");
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
