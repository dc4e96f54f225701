namespace HyperFace.Indexer.Tests.Jobs;

public sealed class EnrolmentJobTests : IDisposable
{
    private const int Many = 20_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_is_enrolled_and_has_an_outcome_in_order()
    {
        var file = new EmbeddingFile(_folder.Path, 500);
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();

        Job job = await host.EnrolAsync(file.Source);

        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(new EnrolmentSummary(500, 0, 0), job.Enrolment);
        Assert.Equal(500, job.Progress.Done);
        Assert.Equal(500, job.Progress.Total);
        RowOutcome[] outcomes = [.. host.Jobs.Outcomes(job.JobId)];
        Assert.Equal(Enumerable.Range(0, 500).Select(row => (long)row), outcomes.Select(o => o.Row));
        Assert.Equal(Enumerable.Range(0, 500).Select(EmbeddingFile.IdOf), outcomes.Select(o => o.SubjectId));
        for (int row = 0; row < 500; row++)
        {
            Identification found = gallery.IdentifyEmbedding(file.Rows[row], new IdentificationRequest { MaxCandidates = 1 });
            Assert.Equal(Decision.Match, found.Decision);
            Assert.Equal(EmbeddingFile.IdOf(row), found.Candidates[0].SubjectId);
            Assert.Equal(outcomes[row].TemplateId, found.Candidates[0].TemplateId);
        }
    }

    [Fact]
    public async Task A_bad_row_is_rejected_with_its_reason_and_stops_nobody_else()
    {
        var file = new EmbeddingFile(_folder.Path, 100, change: (row, vector) =>
        {
            if (row == 10)
            {
                vector[3] = float.NaN;
            }
            else if (row == 20)
            {
                vector.AsSpan().Clear();
            }
            else if (row == 99)
            {
                vector[0] = float.NegativeInfinity;
            }
        });
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();

        Job job = await host.EnrolAsync(file.Source);

        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(new EnrolmentSummary(97, 0, 3), job.Enrolment);
        Assert.Equal(97, gallery.Info.Templates);
        Assert.Equal(
            [(10, RejectionReason.NotFinite), (20, RejectionReason.ZeroVector), (99, RejectionReason.NotFinite)],
            host.Jobs.Outcomes(job.JobId, RowResult.Rejected).Select(o => ((int)o.Row, o.Reason!.Value)));
        Assert.All(host.Jobs.Outcomes(job.JobId, RowResult.Rejected), o => Assert.False(string.IsNullOrEmpty(o.Message)));
    }

    [Fact]
    public async Task The_same_source_again_adds_nothing()
    {
        var file = new EmbeddingFile(_folder.Path, 300);
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();
        await host.EnrolAsync(file.Source);

        Job again = await host.EnrolAsync(file.Source);

        Assert.Equal(new EnrolmentSummary(0, 300, 0), again.Enrolment);
        Assert.Equal(300, gallery.Info.Templates);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_changes_nothing()
    {
        var first = new EmbeddingFile(_folder.Path, 10);
        var file = new EmbeddingFile(_folder.Path, 12, name: "more", change: (row, vector) =>
        {
            if (row == 11)
            {
                vector[0] = float.NaN;
            }
        });
        string[] ids = File.ReadAllLines(file.Ids);
        ids[10] = ids[9];
        File.WriteAllLines(file.Ids, ids);
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();
        await host.EnrolAsync(first.Source);
        ulong lsn = gallery.Info.LastLsn;

        Job job = await host.EnrolAsync(file.Source, dryRun: true);

        Assert.True(job.DryRun);
        Assert.Equal(new EnrolmentSummary(Enrolled: 1, Duplicates: 10, Rejected: 1), job.Enrolment);
        Assert.Equal(lsn, gallery.Info.LastLsn);
    }

    [Fact]
    public async Task A_host_that_stops_in_the_middle_leaves_a_job_that_the_next_host_finishes()
    {
        var file = new EmbeddingFile(_folder.Path, Many);
        string jobId;
        await using (JobHost host = await JobHost.StartAsync(_folder["data"]))
        {
            host.Create();
            jobId = host.Jobs.StartEnrolment("g", file.Source).JobId;
            await SomeRowsAsync(host, jobId);
        }

        await using JobHost next = await JobHost.StartAsync(_folder["data"]);
        Job job = await FinishedAsync(next, jobId);

        AssertOneTemplatePerRow(next, job);
    }

    [Fact]
    public async Task Asking_for_the_same_source_again_resumes_the_unfinished_job()
    {
        var file = new EmbeddingFile(_folder.Path, Many);
        string jobId;
        await using (JobHost host = await JobHost.StartAsync(_folder["data"]))
        {
            host.Create();
            jobId = host.Jobs.StartEnrolment("g", file.Source).JobId;
            await SomeRowsAsync(host, jobId);
        }

        await using JobHost next = await JobHost.StartAsync(_folder["data"], options => options.ResumeJobs = false);
        next.Galleries.Open("g");
        Job before = next.Jobs.Find(jobId);
        Assert.Equal(JobState.Queued, before.State);
        Assert.InRange(before.Enrolment.Rows, 1, Many - 1);

        Job resumed = await next.EnrolAsync(file.Source);

        Assert.Equal(jobId, resumed.JobId);
        AssertOneTemplatePerRow(next, resumed);
    }

    [Fact]
    public async Task A_source_that_changed_meanwhile_is_not_resumed_by_row_numbers()
    {
        var file = new EmbeddingFile(_folder.Path, Many);
        string jobId;
        await using (JobHost host = await JobHost.StartAsync(_folder["data"]))
        {
            host.Create();
            jobId = host.Jobs.StartEnrolment("g", file.Source).JobId;
            await SomeRowsAsync(host, jobId);
        }

        var changed = new EmbeddingFile(_folder.Path, 100, seed: 2);
        await using JobHost next = await JobHost.StartAsync(_folder["data"], options => options.ResumeJobs = false);
        Job job = await next.EnrolAsync(changed.Source);

        Assert.NotEqual(jobId, job.JobId);
        Assert.Equal(new EnrolmentSummary(100, 0, 0), job.Enrolment);
        Job old = next.Jobs.Find(jobId);
        Assert.Equal(JobState.Cancelled, old.State);
        Assert.Contains("changed", old.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_job_keeps_what_it_enrolled()
    {
        var file = new EmbeddingFile(_folder.Path, Many);
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();
        string jobId = host.Jobs.StartEnrolment("g", file.Source).JobId;
        await SomeRowsAsync(host, jobId);

        host.Jobs.Cancel(jobId);
        Job job = await host.Jobs.WaitAsync(jobId);

        Assert.Equal(JobState.Cancelled, job.State);
        Assert.InRange(job.Enrolment.Rows, 1, Many - 1);
        Assert.Equal(job.Enrolment.Enrolled, gallery.Info.Templates);
        Assert.Equal(JobState.Cancelled, host.Jobs.Cancel(jobId).State);
    }

    [Fact]
    public async Task A_gallery_removed_under_its_job_ends_that_job_and_no_other()
    {
        var file = new EmbeddingFile(_folder.Path, Many);
        var other = new EmbeddingFile(_folder.Path, 50, name: "other");
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        host.Create();
        host.Create("h");
        string jobId = host.Jobs.StartEnrolment("g", file.Source).JobId;
        await SomeRowsAsync(host, jobId);
        Task<Job> removed = host.Jobs.WaitAsync(jobId);

        await host.Galleries.RemoveAsync("g");

        Assert.NotEqual(JobState.Completed, (await removed).State);
        Assert.Equal(["h"], host.Galleries.List());
        Assert.Throws<JobNotFoundException>(() => host.Jobs.Find(jobId));
        Job next = await host.EnrolAsync(other.Source, galleryId: "h");
        Assert.Equal((JobState.Completed, 50), (next.State, next.Enrolment.Enrolled));
    }

    [Fact]
    public async Task An_import_root_keeps_jobs_inside()
    {
        Directory.CreateDirectory(_folder["inside"]);
        var outside = new EmbeddingFile(_folder.Path, 3);
        var inside = new EmbeddingFile(_folder["inside"], 3);
        File.CreateSymbolicLink(_folder["inside/link.npy"], outside.Npy);
        await using JobHost host = await JobHost.StartAsync(_folder["data"], options => options.ImportRoot = _folder["inside"]);
        host.Create();

        foreach (EnrolmentSource source in new[] { outside.Source, EnrolmentSource.Npy(_folder["inside/link.npy"], inside.Ids), EnrolmentSource.Npy(inside.Npy, outside.Ids) })
        {
            ImportException refusal = Assert.Throws<ImportException>(() => host.Jobs.StartEnrolment("g", source));
            Assert.Contains("outside the import root", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, (await host.EnrolAsync(inside.Source)).Enrolment.Enrolled);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_starts_no_job()
    {
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        host.Create();

        Assert.Throws<ImportException>(() => host.Jobs.StartEnrolment("g", EnrolmentSource.JsonLines(_folder["missing.jsonl"])));
        Assert.Throws<GalleryNotFoundException>(() => host.Jobs.StartEnrolment("nowhere", EnrolmentSource.JsonLines(_folder["missing.jsonl"])));
        Assert.Empty(host.Jobs.List());
    }

    private static async Task SomeRowsAsync(JobHost host, string jobId)
    {
        while (host.Jobs.Find(jobId).Enrolment.Rows == 0)
        {
            await Task.Yield();
        }
    }

    private static async Task<Job> FinishedAsync(JobHost host, string jobId)
    {
        Job job = host.Jobs.Find(jobId);
        while (!job.HasEnded)
        {
            await Task.Yield();
            job = await host.Jobs.WaitAsync(jobId);
        }

        return job;
    }

    private static void AssertOneTemplatePerRow(JobHost host, Job job)
    {
        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(new EnrolmentSummary(Many, 0, 0), job.Enrolment);
        GalleryInfo info = host.Galleries.Open("g").Info;
        Assert.Equal(Many, info.Templates);
        Assert.Equal(Many, info.Subjects);
        Assert.Equal(Many, host.Jobs.Outcomes(job.JobId).Select(o => o.TemplateId).Distinct().Count());
    }
}
