namespace HyperFace.Indexer.Tests.Jobs;

/// <summary>Bulk enrolments that make one template of all rows of a subject.</summary>
public sealed class FusionJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_rows_of_a_subject_become_one_template_of_their_mean()
    {
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();
        string source = Lines(("ann", [3, 0]), ("ann", [0, 4]), ("bob", [1, 1]), ("cem", [0, 1]), ("cem", [0, 1]), ("cem", [1, 0]));

        Job job = await FuseAsync(host, source);

        Assert.Equal((JobState.Completed, TemplateFusion.Fuse), (job.State, job.Fusion));
        Assert.Equal(new EnrolmentSummary(5, 1, 0), job.Enrolment);
        Assert.Equal((3L, 3L), (gallery.Info.Subjects, gallery.Info.Templates));
        RowOutcome[] outcomes = [.. host.Jobs.Outcomes(job.JobId)];
        Assert.Equal([0L, 1, 2, 3, 4, 5], outcomes.Select(outcome => outcome.Row));
        Assert.Equal([RowResult.Enrolled, RowResult.Enrolled, RowResult.Enrolled, RowResult.Enrolled, RowResult.Duplicate, RowResult.Enrolled], outcomes.Select(outcome => outcome.Result));
        Template ann = Assert.Single(gallery.FindSubject("ann")!.Templates);
        Assert.All(outcomes[..2], outcome => Assert.Equal(ann.TemplateId, outcome.TemplateId));
        Assert.Equal((2, 2.5f), (ann.Images, ann.Norm));
        Assert.Equal("faces.jsonl:1 and 1 more", ann.Source);
        Assert.Equal(1, Assert.Single(gallery.FindSubject("bob")!.Templates).Images);
        Assert.Equal(2, Assert.Single(gallery.FindSubject("cem")!.Templates).Images);

        Assert.Equal(1, gallery.IdentifyEmbedding(Vector([0.6f, 0.8f])).Candidates[0].Similarity, 1e-5f);
        Assert.Equal("ann", gallery.IdentifyEmbedding(Vector([0.6f, 0.8f])).Candidates[0].SubjectId);
    }

    [Fact]
    public async Task What_a_template_was_fused_of_outlives_the_process_and_a_rebuild()
    {
        string source = Lines(("ann", [3, 0]), ("ann", [0, 4]));
        await using (JobHost host = await JobHost.StartAsync(_folder["data"]))
        {
            host.Create();
            await FuseAsync(host, source);
        }

        File.Delete(_folder["data/galleries/g/catalog.db"]);
        await using JobHost next = await JobHost.StartAsync(_folder["data"]);
        Assert.Equal(2, Assert.Single(next.Galleries.Open("g").FindSubject("ann")!.Templates).Images);
        await next.Galleries.Open("g").RebuildAsync(new RebuildRequest(), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, Assert.Single(next.Galleries.Open("g").FindSubject("ann")!.Templates).Images);
    }

    [Fact]
    public async Task The_same_set_again_adds_nothing_in_whatever_order_and_another_set_is_another_template()
    {
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();
        await FuseAsync(host, Lines(("ann", [3, 0]), ("ann", [0, 4]), ("bob", [1, 1])));

        Job again = await FuseAsync(host, Lines(("bob", [1, 1]), ("ann", [0, 4]), ("ann", [3, 0])));
        Assert.Equal(new EnrolmentSummary(0, 3, 0), again.Enrolment);

        Job more = await FuseAsync(host, Lines(("ann", [3, 0]), ("ann", [0, 4]), ("ann", [1, 1])));
        Assert.Equal(new EnrolmentSummary(3, 0, 0), more.Enrolment);
        Assert.Equal(2, gallery.FindSubject("ann")!.Templates.Count);

        // One image alone is the same content whether it is fused or not.
        Job separate = await host.EnrolAsync(EnrolmentSource.JsonLines(Lines(("bob", [1, 1]))));
        Assert.Equal(new EnrolmentSummary(0, 1, 0), separate.Enrolment);
    }

    [Fact]
    public async Task A_bad_row_takes_nobody_with_it()
    {
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();
        string source = Lines(("ann", [3, 0]), ("ann", [0, 0]), ("ann", [0, 4]), ("bob", [0, 0]), ("cem", [1, 0]), ("cem", [-1, 0]));
        File.AppendAllText(source, """{"subjectId":"dan","embedding":[1]}""" + "\nno json\n" + """{"subjectId":"dan","embedding":[1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}""" + "\n");

        Job job = await FuseAsync(host, source);

        Assert.Equal(JobState.Completed, job.State);
        RowOutcome[] outcomes = [.. host.Jobs.Outcomes(job.JobId)];
        Assert.Equal(
            [null, RejectionReason.ZeroVector, null, RejectionReason.ZeroVector, RejectionReason.ZeroVector, RejectionReason.ZeroVector, RejectionReason.WrongDimension, RejectionReason.InvalidRow, null],
            outcomes.Select(outcome => outcome.Reason));
        Assert.Contains("no common direction", outcomes[4].Message, StringComparison.Ordinal);
        Assert.Equal(["ann", "dan"], gallery.ListSubjects().Select(subject => subject.SubjectId));
        Assert.Equal(2, Assert.Single(gallery.FindSubject("ann")!.Templates).Images);
    }

    [Fact]
    public async Task Rows_of_a_subject_in_several_places_are_refused_before_a_job_is_made()
    {
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        host.Create();
        string source = Lines(("ann", [3, 0]), ("bob", [0, 4]), ("ann", [0, 4]));

        ImportException refusal = Assert.Throws<ImportException>(() => host.Jobs.StartEnrolment("g", EnrolmentSource.JsonLines(source), fusion: TemplateFusion.Fuse));

        Assert.Contains("Row 3 ('faces.jsonl:3') is of subject 'ann'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("sort the source by subject", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(host.Jobs.List());
        Assert.Throws<InvalidRequestException>(() => host.Jobs.StartEnrolment("g", EnrolmentSource.JsonLines(source), fusion: (TemplateFusion)7));
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_changes_nothing()
    {
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();
        await FuseAsync(host, Lines(("ann", [3, 0]), ("ann", [0, 4])));
        string source = Lines(("ann", [3, 0]), ("ann", [0, 4]), ("bob", [1, 0]), ("bob", [1, 0]), ("bob", [0, 0]));
        ulong lsn = gallery.Info.LastLsn;

        Job dry = await FuseAsync(host, source, dryRun: true);

        Assert.Equal(new EnrolmentSummary(1, 3, 1), dry.Enrolment);
        Assert.Equal(lsn, gallery.Info.LastLsn);
        Assert.Equal(dry.Enrolment, (await FuseAsync(host, source)).Enrolment);
    }

    [Fact]
    public async Task More_images_than_a_template_is_fused_of_are_refused_one_by_one()
    {
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();

        Job job = await FuseAsync(host, Lines([.. Enumerable.Range(1, 4100).Select(i => ("ann", new float[] { 1, i }))]));

        Assert.Equal(new EnrolmentSummary(4096, 0, 4), job.Enrolment);
        Assert.All(host.Jobs.Outcomes(job.JobId, RowResult.Rejected), outcome => Assert.Equal(RejectionReason.TooManyImages, outcome.Reason));
        Assert.Equal(4096, Assert.Single(gallery.FindSubject("ann")!.Templates).Images);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public async Task A_job_cut_short_within_a_subjects_rows_begins_that_subject_anew_and_doubles_nothing(int cut)
    {
        // 30 subjects of five rows: the outcome of the first of them is cut at every kind of place.
        const int subjects = 30;
        const int shots = 5;
        string source = Lines([.. Enumerable.Range(0, subjects * shots).Select(i => ($"s{i / shots:D2}", new float[] { i + 1, (i % shots) + 1 }))]);
        Job whole;
        RowOutcome[] before;
        await using (JobHost host = await JobHost.StartAsync(_folder["data"]))
        {
            host.Create();
            whole = await FuseAsync(host, source);
            before = [.. host.Jobs.Outcomes(whole.JobId)];
        }

        // As a kill leaves it: the log has everything, the outcomes end in the middle, the job is not done.
        string job = _folder[$"data/galleries/g/jobs/{whole.JobId}"];
        string[] lines = File.ReadAllLines(Path.Combine(job, "outcomes.jsonl"));
        File.WriteAllText(Path.Combine(job, "outcomes.jsonl"), string.Concat(lines.Take(cut).Select(line => line + "\n")) + lines[cut][..9]);
        string record = File.ReadAllText(Path.Combine(job, "job.json"));
        File.WriteAllText(Path.Combine(job, "job.json"), record.Replace("\"completed\"", "\"running\"", StringComparison.Ordinal));

        await using JobHost next = await JobHost.StartAsync(_folder["data"], options => options.ResumeJobs = false);
        Job resumed = await FuseAsync(next, source);

        Assert.Equal((whole.JobId, JobState.Completed), (resumed.JobId, resumed.State));
        Assert.Equal(new EnrolmentSummary(subjects * shots, 0, 0), resumed.Enrolment);
        Assert.Equal(before, next.Jobs.Outcomes(resumed.JobId));
        Assert.Equal((subjects, subjects), ((int)next.Galleries.Open("g").Info.Subjects, (int)next.Galleries.Open("g").Info.Templates));
    }

    [Fact]
    public async Task A_host_that_stops_within_a_subjects_rows_fuses_no_half_of_them()
    {
        const int subjects = 2000;
        const int shots = 9;
        string source = Lines([.. Enumerable.Range(0, subjects * shots).Select(i => ($"s{i / shots:D4}", new float[] { i + 1, (i % shots) + 1 }))]);
        string jobId;
        await using (JobHost host = await JobHost.StartAsync(_folder["data"]))
        {
            host.Create();
            jobId = host.Jobs.StartEnrolment("g", EnrolmentSource.JsonLines(source), fusion: TemplateFusion.Fuse).JobId;
            while (host.Jobs.Find(jobId).Enrolment.Rows == 0)
            {
                await Task.Yield();
            }
        }

        await using JobHost next = await JobHost.StartAsync(_folder["data"], options => options.ResumeJobs = false);
        Gallery gallery = next.Galleries.Open("g");
        long rows = next.Jobs.Find(jobId).Enrolment.Rows;
        Assert.Equal(0, rows % shots);
        Assert.Equal(rows / shots, gallery.Info.Templates);

        Job resumed = await FuseAsync(next, source);

        Assert.Equal(jobId, resumed.JobId);
        Assert.Equal(new EnrolmentSummary(subjects * shots, 0, 0), resumed.Enrolment);
        Assert.Equal(subjects, gallery.Info.Templates);
        Assert.All(gallery.ListSubjects(max: 1000), subject => Assert.Equal(shots, Assert.Single(subject.Templates).Images));
    }

    [Fact]
    public async Task An_unfinished_job_that_keeps_all_is_not_resumed_as_one_that_fuses()
    {
        var file = new EmbeddingFile(_folder.Path, 20_000);
        string jobId;
        await using (JobHost host = await JobHost.StartAsync(_folder["data"]))
        {
            host.Create();
            jobId = host.Jobs.StartEnrolment("g", file.Source).JobId;
            while (host.Jobs.Find(jobId).Enrolment.Rows == 0)
            {
                await Task.Yield();
            }
        }

        await using JobHost next = await JobHost.StartAsync(_folder["data"], options => options.ResumeJobs = false);
        Job job = await next.Jobs.WaitAsync(next.Jobs.StartEnrolment("g", file.Source, fusion: TemplateFusion.Fuse).JobId);

        Assert.NotEqual(jobId, job.JobId);
        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(20_000, next.Galleries.Open("g").Info.Templates);
    }

    private static float[] Vector(float[] beginning) => [.. beginning, .. new float[JobHost.Dimension - beginning.Length]];

    private static async Task<Job> FuseAsync(JobHost host, string source, bool dryRun = false) =>
        await host.Jobs.WaitAsync(host.Jobs.StartEnrolment("g", EnrolmentSource.JsonLines(source), dryRun, TemplateFusion.Fuse).JobId);

    private string Lines(params (string SubjectId, float[] Embedding)[] rows)
    {
        string path = _folder["faces.jsonl"];
        File.WriteAllLines(path, rows.Select(row => $$"""{"subjectId":"{{row.SubjectId}}","embedding":[{{string.Join(',', Vector(row.Embedding))}}]}"""));
        return path;
    }
}
