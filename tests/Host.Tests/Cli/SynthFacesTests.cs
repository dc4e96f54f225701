using System.Diagnostics;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HyperFace.Indexer;
using HyperFace.OnnxGraphs;
using HyperFace.Synthesis;
using SkiaSharp;

namespace HyperFace.Host.Tests.Cli;

public sealed class SynthFacesTests : CliTest
{
    [Fact]
    public async Task A_folder_holds_the_pictures_and_the_truth()
    {
        string output = (await FacesAsync("--identities", "3", "--images", "2", "--size", "48", "--out", "people")).Expect(0).Output;
        Assert.Contains("6 pictures of 3 people", output, StringComparison.Ordinal);
        Assert.Equal(
            ["codes.npy", "dataset.json", "manifest.jsonl", "s0000000/0000.png", "s0000000/0001.png", "s0000001/0000.png", "s0000001/0001.png", "s0000002/0000.png", "s0000002/0001.png"],
            Files("people").Keys);

        JsonElement dataset = JsonDocument.Parse(await ReadAsync("people/dataset.json")).RootElement;
        Assert.Equal((3, 2, 6, 512, 48), (Number(dataset, "identities"), Number(dataset, "imagesPerIdentity"), Number(dataset, "images"), Number(dataset, "codeLength"), Number(dataset, "size")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Folder["people/codes.npy"], TestContext.Current.CancellationToken))), dataset.GetProperty("codesSha256").GetString());

        // What the manifest says of a picture is enough to draw it again.
        JsonElement[] lines = [.. (await ReadAsync("people/manifest.jsonl")).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(6, lines.Length);
        using EmbeddingTable codes = EmbeddingTable.Open(Folder["people/codes.npy"]);
        Assert.Equal((3, 512), (codes.Rows, codes.Columns));
        JsonElement last = lines[^1];
        Assert.Equal(("s0000002/0001.png", "s0000002", 1, 2), (last.GetProperty("path").GetString(), last.GetProperty("subject").GetString(), Number(last, "image"), Number(last, "code")));
        ulong seed = ulong.Parse(last.GetProperty("variationSeed").GetString()!, null);
        Assert.Equal(FaceVariation.FromSeed(seed).Yaw, last.GetProperty("variation").GetProperty("yaw").GetSingle());
        var code = new float[512];
        codes.Read(2, code);
        var rgb = new byte[48 * 48 * 3];
        new ProceduralFaceGenerator(512, size: 48).Generate(code, seed, rgb);
        Assert.Equal(rgb, Pixels("people/s0000002/0001.png"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_whatever_the_threads()
    {
        string[] what = ["--identities", "7", "--images", "13", "--size", "16", "--code-length", "64", "--variation", "wide", "--beta", "0.01", "--format", "jpeg", "--jpeg-quality", "80"];
        (await FacesAsync([.. what, "--threads", "1", "--out", "one"])).Expect(0);
        (await FacesAsync([.. what, "--threads", "3", "--out", "three"])).Expect(0);
        (await FacesAsync([.. what, "--threads", "2", "--seed", "2", "--out", "other"])).Expect(0);

        Assert.Equal(Files("one"), Files("three"));
        Assert.Equal(Files("one").Keys, Files("other").Keys);
        Assert.DoesNotContain(Files("one"), file => file.Key != "dataset.json" && Files("other")[file.Key] == file.Value);
    }

    [Fact]
    public async Task An_archive_is_the_folder_in_order_with_fixed_times_and_owners()
    {
        string[] what = ["--identities", "2", "--images", "2", "--size", "16"];
        (await FacesAsync([.. what, "--out", "people"])).Expect(0);
        (await FacesAsync([.. what, "--out", "people.tar"])).Expect(0);
        (await FacesAsync([.. what, "--threads", "1", "--out", "again.tar"])).Expect(0);
        byte[] archive = await File.ReadAllBytesAsync(Folder["people.tar"], TestContext.Current.CancellationToken);
        Assert.Equal(archive, await File.ReadAllBytesAsync(Folder["again.tar"], TestContext.Current.CancellationToken));

        var entries = new List<TarEntry>();
        using var reader = new TarReader(new MemoryStream(archive));
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            entries.Add(entry);
        }

        Assert.Equal(
            ["dataset.json", "codes.npy", "manifest.jsonl", "s0000000/0000.png", "s0000000/0001.png", "s0000001/0000.png", "s0000001/0001.png"],
            entries.Select(entry => entry.Name));
        Assert.All(entries, entry => Assert.Equal((DateTimeOffset.UnixEpoch, 0, 0), (entry.ModificationTime, entry.Uid, entry.Gid)));
        Assert.Equal(Files("people"), new SortedDictionary<string, string>(entries.ToDictionary(entry => entry.Name, entry => Hash(entry.DataStream!)), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Standard_output_holds_the_archive_and_nothing_else()
    {
        string[] what = ["synth", "faces", "--identities", "2", "--images", "2", "--size", "16", "--out"];
        (await RunAsync([.. what, "people.tar"])).Expect(0);
        using var process = Process.Start(ProgramStart.In(Folder.Path, [.. what, "-"]))!;
        using var output = new MemoryStream();
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(Folder["people.tar"], TestContext.Current.CancellationToken), output.ToArray());
        Assert.Contains("4 pictures of 2 people", await errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_codes_of_a_set_make_the_set_again_and_codes_of_another_length_are_brought_to_one()
    {
        (await FacesAsync("--identities", "3", "--images", "1", "--size", "16", "--out", "first")).Expect(0);
        (await FacesAsync("--codes", "first/codes.npy", "--images", "1", "--size", "16", "--out", "second")).Expect(0);
        Assert.Equal(Without(Files("first"), "dataset.json"), Without(Files("second"), "dataset.json"));

        float[] code = [3, 0, 0, 4, 0, 0, 0, 0];
        WriteNpy("short.npy", 8, [code, [.. code.Select(value => value / 5)]]);
        (await FacesAsync("--codes", "short.npy", "--images", "1", "--size", "16", "--out", "third")).Expect(0);
        using EmbeddingTable codes = EmbeddingTable.Open(Folder["third/codes.npy"]);
        var row = new float[8];
        codes.Read(0, row);
        Assert.Equal([0.6f, 0, 0, 0.8f, 0, 0, 0, 0], row);
    }

    [Fact]
    public async Task A_generator_of_the_users_own_makes_the_pictures()
    {
        string manifest = WriteGenerator();
        (await FacesAsync("--generator", "generator.json", "--identities", "2", "--images", "2", "--size", "16", "--out", "people")).Expect(0);

        JsonElement dataset = JsonDocument.Parse(await ReadAsync("people/dataset.json")).RootElement;
        Assert.Equal(8, Number(dataset, "codeLength"));
        Assert.Equal(("onnx", "Grey", manifest), (dataset.GetProperty("generator").GetProperty("kind").GetString(), dataset.GetProperty("generator").GetProperty("name").GetString(), dataset.GetProperty("generator").GetProperty("sha256").GetString()));
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse((await ReadAsync("people/manifest.jsonl")).Split('\n')[0]).RootElement.GetProperty("variation").ValueKind);
        using EmbeddingTable codes = EmbeddingTable.Open(Folder["people/codes.npy"]);
        var code = new float[8];
        codes.Read(1, code);
        Assert.All(Pixels("people/s0000001/0001.png"), value => Assert.Equal((code[0] + 1) * 127.5, value, 0.6));

        (await FacesAsync("--generator", "generator.json", "--out", "large")).ExpectFailure(3, "makes faces of 16 x 16 pixels; 112 x 112 were asked for");
        (await FacesAsync("--generator", "generator.json", "--size", "16", "--code-length", "16", "--out", "long")).ExpectFailure(2, "--code-length is 16; the generator takes codes of 8 values");
        (await FacesAsync("--generator", "generator.json", "--variation", "wide", "--out", "wide")).ExpectFailure(2, "--variation is the renderer's");
        (await FacesAsync("--generator", "none.json", "--out", "none")).ExpectFailure(3, "There is no generator manifest 'none.json'");
        Assert.False(Path.Exists(Folder["large"]) || Path.Exists(Folder["large.tmp"]));
    }

    [Theory]
    [InlineData(2, "--identities is 0; it must be 1 to 1000000", "--identities", "0")]
    [InlineData(2, "--images is 10001", "--images", "10001")]
    [InlineData(2, "--beta is 1.5; it must be 0 to 1", "--beta", "1.5")]
    [InlineData(2, "--beta is NaN", "--beta", "NaN")]
    [InlineData(2, "normal or wide is needed", "--variation", "odd")]
    [InlineData(2, "--variation is normal or wide", "--variation", "7")]
    [InlineData(2, "png or jpeg is needed", "--format", "gif")]
    [InlineData(2, "--format is png or jpeg", "--format", "5")]
    [InlineData(2, "--jpeg-quality says nothing about PNG files", "--jpeg-quality", "80")]
    [InlineData(2, "--jpeg-quality is 101", "--format", "jpeg", "--jpeg-quality", "101")]
    [InlineData(2, "--size is 8; it must be 16 to 1024", "--size", "8")]
    [InlineData(2, "--threads is 0", "--threads", "0")]
    [InlineData(2, "--code-length is 7; it must be 8 to 4096", "--code-length", "7")]
    [InlineData(2, "--code-length is for drawn codes", "--code-length", "64", "--codes", "x.npy")]
    [InlineData(3, "'x.npy' cannot be read", "--codes", "x.npy")]
    public async Task What_cannot_be_meant_is_refused(int exitCode, string message, params string[] arguments)
    {
        (await FacesAsync([.. arguments, "--out", "people"])).ExpectFailure(exitCode, message);
        Assert.False(Path.Exists(Folder["people"]) || Path.Exists(Folder["people.tmp"]));
    }

    [Fact]
    public async Task Codes_that_are_none_are_refused_by_their_row()
    {
        WriteNpy("zero.npy", 8, [[1, 0, 0, 0, 0, 0, 0, 0], new float[8]]);
        WriteNpy("nan.npy", 8, [[float.NaN, 0, 0, 0, 0, 0, 0, 0]]);
        WriteNpy("thin.npy", 4, [[1, 0, 0, 0]]);
        (await FacesAsync("--codes", "zero.npy", "--out", "people")).ExpectFailure(3, "Row 1 of 'zero.npy' cannot be brought to length 1");
        (await FacesAsync("--codes", "nan.npy", "--out", "people")).ExpectFailure(3, "Row 0 of 'nan.npy'");
        (await FacesAsync("--codes", "thin.npy", "--out", "people")).ExpectFailure(3, "rows of 4 values; a code has 8 or more");
        (await FacesAsync("--codes", "zero.npy", "--identities", "3", "--out", "people")).ExpectFailure(3, "has 2 rows; 3 people were asked for");
        Assert.False(Path.Exists(Folder["people"]) || Path.Exists(Folder["people.tmp"]));
    }

    [Fact]
    public async Task What_is_there_already_is_left_alone()
    {
        string[] what = ["--identities", "1", "--images", "1", "--size", "16", "--out"];
        Folder.Write("full/mine.txt", "mine");
        Folder.Write("mine.tar", "mine");
        Folder.Write("file", "mine");
        Directory.CreateDirectory(Folder["empty"]);
        Directory.CreateDirectory(Folder["busy.tmp"]);
        Folder.Write("busy.tar.tmp", "another's");
        (await FacesAsync([.. what, "full"])).ExpectFailure(3, "'full' holds files already");
        (await FacesAsync([.. what, "mine.tar"])).ExpectFailure(3, "'mine.tar' is there already");
        (await FacesAsync([.. what, "file"])).ExpectFailure(3, "'file' is a file");
        (await FacesAsync([.. what, "busy"])).ExpectFailure(3, "is in the way");
        (await FacesAsync([.. what, "busy.tar"])).ExpectFailure(3, "is in the way");
        (await FacesAsync([.. what, "none/people.tar"])).ExpectFailure(3, "There is no folder");
        Assert.Equal(["another's", "mine", "mine"], new[] { await ReadAsync("busy.tar.tmp"), await ReadAsync("full/mine.txt"), await ReadAsync("mine.tar") });
        (await FacesAsync([.. what, "empty"])).Expect(0);
        Assert.Equal(4, Files("empty").Count);
    }

    [Theory]
    [InlineData("people")]
    [InlineData("people.tar")]
    public async Task A_stop_leaves_nothing_behind(string target)
    {
        using HyperFaceProcess process = HyperFaceProcess.Start(Folder, "synth", "faces", "--identities", "100000", "--images", "10", "--code-length", "8", "--size", "16", "--out", target);
        while (!Path.Exists(Folder[target + ".tmp"]) && !process.HasExited)
        {
            await Task.Yield();
        }

        await process.SignalAsync("INT");
        (await process.EndAsync()).ExpectFailureAfterProgress(130, "Stopped on request");
        Assert.False(Path.Exists(Folder[target]) || Path.Exists(Folder[target + ".tmp"]));
    }

    [Theory]
    [InlineData("people", "people/theirs.txt")]
    [InlineData("people.tar", "people.tar")]
    public async Task Pictures_whose_name_was_taken_meanwhile_are_kept(string target, string theirs)
    {
        using HyperFaceProcess process = HyperFaceProcess.Start(Folder, "synth", "faces", "--identities", "30", "--images", "2", "--code-length", "8", "--size", "16", "--out", target);
        while (!Path.Exists(Folder[target + ".tmp"]) && !process.HasExited)
        {
            await Task.Yield();
        }

        Folder.Write(theirs, "theirs");
        (await process.EndAsync()).ExpectFailureAfterProgress(3, $" in '{Folder[target + ".tmp"]}'");
        Assert.Equal("theirs", await ReadAsync(theirs));
        Assert.True(Path.Exists(Folder[target + ".tmp"]));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link/")]
    public async Task Through_a_link_the_pictures_lie_where_it_leads_and_the_link_stays(string target)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links need a right on Windows.");
        Directory.CreateDirectory(Folder["far/people"]);
        Directory.CreateSymbolicLink(Folder["link"], Folder["far/people"]);
        (await FacesAsync("--identities", "1", "--images", "1", "--size", "16", "--out", target)).Expect(0);
        Assert.Equal(Folder["far/people"], new DirectoryInfo(Folder["link"]).LinkTarget);
        Assert.Contains("manifest.jsonl", Files("far/people").Keys);
    }

    [Fact]
    public async Task The_folder_that_one_is_in_is_not_exchanged()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "hyperface");
        (int code, string words) = await ShellAsync($"mkdir here && cd here && '{program}' synth faces --identities 1 --images 1 --size 16 --out .");
        Assert.Equal(3, code);
        Assert.Contains("'.' is the current folder", words, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder["here"]));
        Assert.False(Path.Exists(Folder["here.tmp"]));
    }

    [Fact]
    public async Task What_is_written_behind_an_archive_into_one_file_stands_behind_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs bash.");
        string program = Path.Combine(AppContext.BaseDirectory, "hyperface");
        string[] what = ["--identities", "1", "--images", "1", "--size", "16", "--out", "alone.tar"];
        (await FacesAsync(what)).Expect(0);
        (int code, string words) = await ShellAsync($"{{ echo before; '{program}' synth faces {string.Join(' ', what[..^1])} -; echo behind; }} > all");
        Assert.True(code == 0, words);
        byte[] all = await File.ReadAllBytesAsync(Folder["all"], TestContext.Current.CancellationToken);
        byte[] archive = await File.ReadAllBytesAsync(Folder["alone.tar"], TestContext.Current.CancellationToken);
        Assert.Equal([.. "before\n"u8, .. archive, .. "behind\n"u8], all);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_so_is_a_reader_that_went_away()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /dev/full.");
        string program = Path.Combine(AppContext.BaseDirectory, "hyperface");
        (int full, string fullWords) = await ShellAsync($"'{program}' synth faces --identities 2 --images 2 --size 16 --out - > /dev/full");
        Assert.Equal(5, full);
        Assert.Contains("cannot be written to standard output: No space left on device", fullWords, StringComparison.Ordinal);

        // The exit code of the first of the pipe; 2 MiB are more than a pipe holds.
        (int gone, string goneWords) = await ShellAsync($"'{program}' synth faces --identities 600 --images 1 --size 16 --code-length 1024 --out - | true; exit ${{PIPESTATUS[0]}}");
        Assert.Equal(5, gone);
        Assert.Contains("Broken pipe", goneWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_reads_a_document()
    {
        CommandResult result = await FacesAsync("--identities", "1", "--images", "2", "--size", "16", "--out", "people", "--json");
        JsonElement json = result.Expect(0).Json;
        Assert.Equal(Folder["people"], json.GetProperty("out").GetString());
        Assert.Equal(2, Number(json.GetProperty("dataset"), "images"));
    }

    private Task<CommandResult> FacesAsync(params string[] arguments) => RunAsync(["synth", "faces", .. arguments]);

    private async Task<string> ReadAsync(string file) => await File.ReadAllTextAsync(Folder[file], TestContext.Current.CancellationToken);

    private static int Number(JsonElement json, string property) => json.GetProperty(property).GetInt32();

    // Every file of a folder by its path, with its hash.
    private SortedDictionary<string, string> Files(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Folder[folder], "*", SearchOption.AllDirectories))
        {
            using FileStream stream = File.OpenRead(file);
            files.Add(Path.GetRelativePath(Folder[folder], file).Replace('\\', '/'), Hash(stream));
        }

        return files;
    }

    private static Dictionary<string, string> Without(SortedDictionary<string, string> files, string name) => files.Where(file => file.Key != name).ToDictionary();

    private static string Hash(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));

    private byte[] Pixels(string file)
    {
        using SKBitmap bitmap = SKBitmap.Decode(Folder[file]);
        return [.. bitmap.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue })];
    }

    private void WriteNpy(string name, int columns, float[][] rows)
    {
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows.Length}, {columns}), }}".PadRight(117) + '\n';
        byte[] values = [.. rows.SelectMany(row => row).SelectMany(BitConverter.GetBytes)];
        Folder.Write(name, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values]);
    }

    // The first value of the code is the brightness of the whole picture. Returns the file's hash.
    private string WriteGenerator()
    {
        var weights = new float[8 * 3 * 16 * 16];
        weights.AsSpan(0, 3 * 16 * 16).Fill(1f);
        var graph = new OnnxGraph("grey");
        graph.AddInput("code", [1, 8]);
        graph.AddInitializer("weights", [8, 3 * 16 * 16], weights);
        graph.AddInitializer("shape", [4], [1L, 3L, 16L, 16L]);
        graph.AddNode("MatMul", ["code", "weights"], ["values"]);
        graph.AddNode("Reshape", ["values", "shape"], ["picture"]);
        graph.AddOutput("picture", [1, 3, 16, 16]);
        byte[] onnx = graph.ToModel(new OnnxProducer("HyperFace.Host.Tests", "1"));
        string hash = Convert.ToHexStringLower(SHA256.HashData(onnx));
        Folder.Write("generator.onnx", onnx);
        Folder.Write("generator.json", $$"""
            { "name": "Grey", "file": "generator.onnx", "sha256": "{{hash}}", "codeInput": "code", "codeLength": 8,
              "output": "picture", "layout": "nchw", "channelOrder": "rgb", "valueRange": [-1, 1], "size": 16 }
            """);
        return hash;
    }

    private async Task<(int ExitCode, string Errors)> ShellAsync(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = Folder.Path, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }
}
