namespace HyperFace.Embedding.Tests.Models;

public sealed class OptionsTests
{
    [Fact]
    public void Defaults_are_what_the_documentation_says_and_are_valid()
    {
        var options = new FaceEmbedderOptions();
        Assert.Equal("auto", options.ExecutionProvider);
        Assert.Equal(0, options.Threads);
        Assert.Equal(16, options.BatchSize);
        Assert.Equal(32 << 20, options.Limits.MaxBytes);
        Assert.Equal((16_384, 16_384), (options.Limits.MaxWidth, options.Limits.MaxHeight));
        Assert.Equal(100_000_000, options.Limits.MaxPixels);
        Assert.Equal(1, options.Limits.MaxFrames);
        Assert.Equal((0, true, 1L << 30), (options.DecodeThreads, options.MeasurePlan, options.MaxMemory));
        Assert.Equal(1_000_000_000, options.Limits.MaxDecodeWork);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Limits.MaxDecodeTime);
        options.Validate();
    }

    [Fact]
    public void The_ends_of_every_range_are_valid()
    {
        new FaceEmbedderOptions
        {
            ExecutionProvider = "cpu",
            Threads = 256,
            BatchSize = 256,
            DecodeThreads = 256,
            MaxMemory = 1L << 40,
            Limits = new ImageLimits { MaxBytes = 1 << 30, MaxWidth = 65_535, MaxHeight = 65_535, MaxPixels = 500_000_000, MaxFrames = int.MaxValue, MaxDecodeWork = long.MaxValue, MaxDecodeTime = TimeSpan.FromHours(1) },
        }.Validate();
        new FaceEmbedderOptions
        {
            BatchSize = 1,
            MaxMemory = 16 << 20,
            Limits = new ImageLimits { MaxBytes = 1, MaxWidth = 1, MaxHeight = 1, MaxPixels = 1, MaxFrames = 1, MaxDecodeWork = 1, MaxDecodeTime = TimeSpan.FromMilliseconds(1) },
        }.Validate();
    }

    public static TheoryData<string, FaceEmbedderOptions> Wrong() => new()
    {
        { "ExecutionProvider", new FaceEmbedderOptions { ExecutionProvider = "" } },
        { "ExecutionProvider", new FaceEmbedderOptions { ExecutionProvider = null! } },
        { "Threads", new FaceEmbedderOptions { Threads = -1 } },
        { "Threads", new FaceEmbedderOptions { Threads = 257 } },
        { "BatchSize", new FaceEmbedderOptions { BatchSize = 0 } },
        { "BatchSize", new FaceEmbedderOptions { BatchSize = 257 } },
        { "DecodeThreads", new FaceEmbedderOptions { DecodeThreads = -1 } },
        { "DecodeThreads", new FaceEmbedderOptions { DecodeThreads = 257 } },
        { "MaxMemory", new FaceEmbedderOptions { MaxMemory = (16 << 20) - 1 } },
        { "MaxMemory", new FaceEmbedderOptions { MaxMemory = (1L << 40) + 1 } },
        { "MaxDecodeWork", new FaceEmbedderOptions { Limits = new ImageLimits { MaxDecodeWork = 0 } } },
        { "MaxDecodeTime", new FaceEmbedderOptions { Limits = new ImageLimits { MaxDecodeTime = TimeSpan.Zero } } },
        { "MaxDecodeTime", new FaceEmbedderOptions { Limits = new ImageLimits { MaxDecodeTime = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1) } } },
        { "Limits", new FaceEmbedderOptions { Limits = null! } },
        { "MaxBytes", new FaceEmbedderOptions { Limits = new ImageLimits { MaxBytes = 0 } } },
        { "MaxBytes", new FaceEmbedderOptions { Limits = new ImageLimits { MaxBytes = (1 << 30) + 1 } } },
        { "MaxWidth", new FaceEmbedderOptions { Limits = new ImageLimits { MaxWidth = 0 } } },
        { "MaxWidth", new FaceEmbedderOptions { Limits = new ImageLimits { MaxWidth = 65_536 } } },
        { "MaxHeight", new FaceEmbedderOptions { Limits = new ImageLimits { MaxHeight = 0 } } },
        { "MaxHeight", new FaceEmbedderOptions { Limits = new ImageLimits { MaxHeight = 65_536 } } },
        { "MaxPixels", new FaceEmbedderOptions { Limits = new ImageLimits { MaxPixels = 0 } } },
        { "MaxPixels", new FaceEmbedderOptions { Limits = new ImageLimits { MaxPixels = 500_000_001 } } },
        { "MaxFrames", new FaceEmbedderOptions { Limits = new ImageLimits { MaxFrames = 0 } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_out_of_its_range_is_refused_by_name(string option, FaceEmbedderOptions options) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
}
