using System.Text;
using HyperFace.Embedding.Checkpoints;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>Pickle streams made to run something, to fill the memory, or to lie.</summary>
public sealed class HostilePickleTests
{
    private static readonly float[] One = [1];

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_parameter_with_state")]
    public void A_call_among_the_weights_is_refused_by_name_and_never_made(string module, string name)
    {
        using var folder = new TemporaryFolder();
        void Attack(PickleWriter pickle) => pickle.Text("model.w").Global(module, name).Ops("(").Text($"touch {folder["ran"]}").Ops("tR");

        Refusals.Expect(new CheckpointWriter { Among = Attack }.ToArray(), InvalidCheckpointReason.ForbiddenGlobal, $"under state_dict, 'model.w' needs '{module}.{name}'");
        Refusals.Expect(new CheckpointWriter { Lightning = false, Among = Attack }.ToArray(), InvalidCheckpointReason.ForbiddenGlobal, "Nothing was called");
        Assert.False(File.Exists(folder["ran"]));
    }

    [Fact]
    public void A_call_beside_the_weights_is_passed_over_and_never_made()
    {
        using var folder = new TemporaryFolder();
        var writer = new CheckpointWriter { Behind = pickle => pickle.Text("callbacks").Global("posix", "system").Ops("(").Text($"touch {folder["ran"]}").Ops("tR") };
        Checkpoint checkpoint = Checkpoint.Read(new MemoryStream(writer.Add("model.w", [1], () => One).ToArray()), "test.ckpt");
        Assert.Equal(One, checkpoint.Values(checkpoint.Tensor("model.w")));
        Assert.False(File.Exists(folder["ran"]));
    }

    public static TheoryData<string, Action<object>> Disguises() => new()
    {
        { "the class itself", pickle => Of(pickle).Text("w").Global("os", "system") },
        { "an object of a class", pickle => Of(pickle).Text("w").Global("os", "system").Ops(")").Raw(0x81) },
        { "with a state", pickle => Of(pickle).Text("w").Global("os", "system").Ops(")R}b") },
        { "a call of a result", pickle => Of(pickle).Text("w").Global("os", "system").Ops(")R)R") },
        { "a storage of a class", pickle => Of(pickle).Text("w").Global("torch._utils", "_rebuild_tensor_v2").Ops("((").Text("storage").Global("os", "system").Text("0").Text("cpu").Number(1).Ops("tQK").Raw(0).Ops("))N)tR") },
        { "a key", pickle => Of(pickle).Global("os", "system").Ops(")RN") },
    };

    [Theory]
    [MemberData(nameof(Disguises))]
    public void A_call_among_the_weights_is_refused_in_any_disguise(string disguise, Action<object> among)
    {
        Assert.NotEmpty(disguise);
        Refusals.Expect(new CheckpointWriter { Among = among }.ToArray(), InvalidCheckpointReason.ForbiddenGlobal, "'os.system'");
    }

    [Fact]
    public void A_call_beside_the_weights_is_not_brought_among_them()
    {
        var writer = new CheckpointWriter
        {
            Before = pickle => pickle.Text("innocent").Global("os", "system").Ops(")R").Keep("the call"),
            Among = pickle => pickle.Text("w").Text("the call"),
        };
        Refusals.Expect(writer.ToArray(), InvalidCheckpointReason.ForbiddenGlobal, "'os.system'");
    }

    [Fact]
    public void State_dict_itself_must_be_a_dictionary()
    {
        byte[] call = new PickleWriter().Ops("}").Text("state_dict").Global("os", "system").Ops(")Rs").Finish();
        Refusals.Expect(Archive(call), InvalidCheckpointReason.ForbiddenGlobal, "'os.system'");
        Refusals.Expect(Archive(new PickleWriter().Ops("}").Text("state_dict").Ops("]s").Finish()), InvalidCheckpointReason.NotACheckpoint, "a list");
        Refusals.Expect(Archive(new PickleWriter().Global("net", "Model").Ops(")").Raw(0x81).Finish()), InvalidCheckpointReason.NotACheckpoint, "saved as an object");
        Refusals.Expect(Archive(new PickleWriter().Ops("}").Text("w").Number(7).Ops("s").Finish()), InvalidCheckpointReason.NotACheckpoint, "'w' is a number");
        Refusals.Expect(Archive(new PickleWriter().Ops("}").Number(7).Ops("Ns").Finish()), InvalidCheckpointReason.NotACheckpoint, "a key is a number");
    }

    [Fact]
    public void Every_opcode_that_weights_do_not_need_is_refused_by_its_code()
    {
        byte[] others = [.. Enumerable.Range(0, 256).Select(code => (byte)code).Where(code => !Enum.IsDefined((PickleOpcode)code)), (byte)PickleOpcode.Proto];
        Assert.Equal(256 - 34 + 1, others.Length);
        Assert.All(others, code => Refusals.ExpectPickle([0x80, 2, (byte)'N', code, (byte)'.'], InvalidCheckpointReason.UnknownOpcode, $"0x{code:X2} at byte 3"));
    }

    [Theory]
    [InlineData("", "ends at byte 2")]
    [InlineData("N", "ends at byte 3")]
    [InlineData(".", "in the middle of a value")]
    [InlineData("NN.", "in the middle of a value")]
    [InlineData("(.", "in the middle of a value")]
    [InlineData("(N.", "in the middle of a value")]
    [InlineData("N.N", "behind the end")]
    [InlineData("t.", "ends that was not begun")]
    [InlineData("u.", "ends that was not begun")]
    [InlineData("R.", "is not there")]
    [InlineData("N(R.", "is not there")]
    [InlineData("NNR.", "no tuple of arguments")]
    [InlineData("N)R.", "no function or class")]
    [InlineData("a.", "is not there")]
    [InlineData("NNa.", "no list")]
    [InlineData("N(Ne.", "no list")]
    [InlineData("}Ns.", "is not there")]
    [InlineData("NNNs.", "no dictionary")]
    [InlineData("}(Nu.", "without a value")]
    [InlineData("NNb.", "state is set")]
    [InlineData("q\0.", "is not there")]
    [InlineData("h\0.", "never given")]
    [InlineData("NQ.", "not that of a storage")]
    [InlineData("(NNNNNtQ.", "not that of a storage")]
    [InlineData("cos\nsystem", "no end")]
    [InlineData("X\u0005\0\0\0abcd", "ends at byte 11")]
    [InlineData("X\u0001\0\0\0\u00FF.", "not valid UTF-8")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R.", "other arguments")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n(NK\0)))NtR.", "other arguments")]
    [InlineData("ctorch._utils\n_rebuild_parameter\n)R.", "no tensor")]
    [InlineData("G\0\0", "ends at byte 5")]
    public void A_stream_that_contradicts_itself_is_refused(string stream, string words) =>
        Refusals.ExpectPickle([0x80, 2, .. Encoding.Latin1.GetBytes(stream)], InvalidCheckpointReason.Damaged, words);

    [Theory]
    [InlineData("")]
    [InlineData("\u0080\u0003N.")]
    [InlineData("\u0080\u0004\u0095")]
    [InlineData("(dp0\n.")]
    public void Another_protocol_is_refused(string stream) =>
        Refusals.ExpectPickle(Encoding.Latin1.GetBytes(stream), stream.Length == 0 ? InvalidCheckpointReason.Damaged : InvalidCheckpointReason.NotACheckpoint, "data.pkl");

    public static TheoryData<string, byte[], string> Bombs() => new()
    {
        { "groups in groups", [0x80, 2, .. Enumerable.Repeat((byte)'(', 100_000)], "nested more than 64" },
        { "tuples in tuples", [0x80, 2, (byte)')', .. Enumerable.Repeat((byte)0x85, 100_000), (byte)'.'], "nested more than 64" },
        { "a tuple of itself twice, again and again", [0x80, 2, (byte)')', .. Enumerable.Repeat(new byte[] { (byte)'q', 0, (byte)'h', 0, 0x86 }, 100).SelectMany(step => step), (byte)'.'], "nested more than 64" },
        { "a dictionary in itself", [0x80, 2, (byte)'}', (byte)'q', 0, .. Enumerable.Repeat(new byte[] { (byte)'N', (byte)'h', 0, (byte)'s' }, 100).SelectMany(step => step), (byte)'.'], "nested more than 64" },
        { "a million values and one", [0x80, 2, (byte)']', .. Enumerable.Repeat(new byte[] { (byte)'N', (byte)'a' }, 1_000_000).SelectMany(step => step), (byte)'.'], "more than 1000000 values" },
        { "the same value a million times", [0x80, 2, (byte)']', (byte)'q', 0, .. Enumerable.Repeat(new byte[] { (byte)'h', 0, (byte)'a' }, 1_000_000).SelectMany(step => step), (byte)'.'], "more than 1000000 values" },
        { "a high stack", [0x80, 2, .. Enumerable.Repeat((byte)'N', 200_001)], "wait on the stack" },
        { "a far place in the memo", [0x80, 2, (byte)'N', (byte)'r', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'.'], "value 4294967295" },
        { "a text of 4 GiB", [0x80, 2, (byte)'X', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'.'], "a text of 4294967295 bytes" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_stream_made_to_fill_the_memory_ends_at_a_limit(string what, byte[] pickle, string words)
    {
        Assert.NotEmpty(what);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refusals.ExpectPickle(pickle, InvalidCheckpointReason.TooLarge, words);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 << 20);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("1234567890")]
    [InlineData("٣")]
    public void A_storage_has_a_number_for_a_name(string key) =>
        Refusals.Expect(new CheckpointWriter { Among = pickle => pickle.Text("w").Tensor("FloatStorage", key, 1, [1]) }.ToArray(), InvalidCheckpointReason.Damaged, "not that of a storage");

    private static PickleWriter Of(object pickle) => (PickleWriter)pickle;

    private static byte[] Archive(byte[] pickle)
    {
        using var stream = new MemoryStream();
        var archive = new ArchiveWriter(stream);
        archive.Add("archive/data.pkl", [pickle]);
        archive.Finish();
        return stream.ToArray();
    }
}
