using HyperFace.Embedding;
using HyperFace.Indexer.Jobs;
using Microsoft.Extensions.Options;

namespace HyperFace.Indexer.Tests.Jobs;

public sealed class JobRecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Outcomes_cut_at_any_byte_resume_behind_the_last_whole_line()
    {
        string path = _folder["outcomes.jsonl"];
        RowOutcome[] rows =
        [
            new(0, "a.jpg", "Zoë", RowResult.Enrolled, 7),
            new(1, "b.jpg", null, RowResult.Rejected, Reason: RejectionReason.InvalidImage, Message: "\"no\"\nimage"),
            new(2, "c.jpg", "c", RowResult.Duplicate, 7),
        ];
        using (OutcomeFile file = OutcomeFile.Open(path))
        {
            foreach (RowOutcome row in rows)
            {
                file.Add(row);
            }
        }

        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            int lines = whole[..length].Count(b => b == '\n');
            using (OutcomeFile file = OutcomeFile.Open(path))
            {
                Assert.Equal(lines, file.Summary.Rows);
                for (int i = lines; i < rows.Length; i++)
                {
                    file.Add(rows[i]);
                }
            }

            Assert.Equal(whole, File.ReadAllBytes(path));
            Assert.Equal(rows, OutcomeFile.Read(path));
        }
    }

    [Fact]
    public void The_reasons_why_a_face_was_refused_are_written_in_words_and_read_back()
    {
        string path = _folder["outcomes.jsonl"];
        using (OutcomeFile file = OutcomeFile.Open(path))
        {
            file.Add(new RowOutcome(0, "a.jpg", "a", RowResult.Rejected, Reason: RejectionReason.FaceRefused, Message: "…", FaceReasons: [QualityReason.LowSharpness, QualityReason.ExtremePose]));
        }

        Assert.Contains("\"faceReasons\":[\"LOW_SHARPNESS\",\"EXTREME_POSE\"]", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal([QualityReason.LowSharpness, QualityReason.ExtremePose], Assert.Single(OutcomeFile.Read(path)).FaceReasons);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    public async Task An_id_of_no_job_is_not_found_and_is_never_a_path(string id)
    {
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        host.Create();

        Assert.Throws<JobNotFoundException>(() => host.Jobs.Find(id));
        Assert.Throws<JobNotFoundException>(() => host.Jobs.Cancel(id));
        Assert.Throws<JobNotFoundException>(() => host.Jobs.Outcomes(id).Count());
    }

    [Fact]
    public async Task A_rebuild_job_reports_what_it_did()
    {
        var file = new EmbeddingFile(_folder.Path, 400);
        await using JobHost host = await JobHost.StartAsync(_folder["data"]);
        Gallery gallery = host.Create();
        await host.EnrolAsync(file.Source);
        await gallery.RemoveSubjectAsync(EmbeddingFile.IdOf(0));

        Job job = await host.Jobs.WaitAsync(host.Jobs.StartRebuild("g").JobId);

        Assert.Equal(JobState.Completed, job.State);
        Assert.Equal(399, job.Rebuild!.Templates);
        Assert.Equal(399, job.Rebuild.Linked);
        Assert.Equal(2ul, gallery.Info.Generation);
        Assert.Equal(job.Rebuild, host.Jobs.Find(job.JobId).Rebuild);
        Assert.Equal([JobKind.Rebuild, JobKind.Enrolment], host.Jobs.List("g").Select(j => j.Kind));
        Assert.Throws<InvalidRequestException>(() => host.Jobs.StartRebuild("g", new RebuildRequest { Threads = -1 }));
    }

    [Theory]
    [InlineData("DataFolder")]
    [InlineData("DecodeThreads")]
    [InlineData("ImportRoot")]
    [InlineData("Model")]
    [InlineData("Detector")]
    [InlineData("Photos")]
    public async Task A_host_with_an_impossible_option_does_not_start_and_names_it(string option)
    {
        OptionsValidationException refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => JobHost.StartAsync(_folder["data"], options =>
        {
            switch (option)
            {
                case "DataFolder":
                    options.DataFolder = " ";
                    break;
                case "DecodeThreads":
                    options.DecodeThreads = -1;
                    break;
                case "ImportRoot":
                    options.ImportRoot = _folder["nowhere"];
                    break;
                case "Detector":
                    options.Detector = " ";
                    break;
                case "Photos":
                    options.Photos = new PhotoOptions { MinFaceSize = 0 };
                    break;
                default:
                    options.Model = string.Empty;
                    break;
            }
        }));
        Assert.Contains($"HyperFace:{option}", refusal.Message, StringComparison.Ordinal);
    }
}
