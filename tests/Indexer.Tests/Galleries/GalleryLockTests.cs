using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Tests.Jobs;

namespace HyperFace.Indexer.Tests.Galleries;

public sealed class GalleryLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Catalogue => _folder["catalog.db"];

    public GalleryLockTests() => File.WriteAllText(Catalogue, "a catalogue");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_one_is_refused_while_the_first_is_held()
    {
        using (Acquire())
        {
            Assert.Contains("'g'", Assert.Throws<GalleryInUseException>(Acquire).Message, StringComparison.Ordinal);
        }

        Acquire().Dispose();
    }

    [Fact]
    public void A_new_one_vouches_for_nothing()
    {
        using GalleryLock @lock = Acquire();

        Assert.False(@lock.VouchesFor(Catalogue));
        Assert.Equal(0UL, @lock.ClosedLsn);
    }

    [Fact]
    public void A_process_that_died_is_vouched_for_by_the_running_machine()
    {
        using (GalleryLock first = Acquire())
        {
            first.NoteOpen();
        }

        using GalleryLock second = Acquire();

        // Without a boot id (not on Linux) nobody can tell a dead process from a power cut.
        Assert.Equal(OperatingSystem.IsLinux(), second.VouchesFor(Catalogue));
    }

    [Fact]
    public void A_catalogue_closed_in_order_is_vouched_for_byte_by_byte()
    {
        using (GalleryLock first = Acquire())
        {
            first.NoteOpen();
            first.NoteClosed(12345678901234567890, FileChecksum.Of(Catalogue));
        }

        using GalleryLock second = Acquire();
        Assert.Equal(12345678901234567890, second.ClosedLsn);
        Assert.True(second.VouchesFor(Catalogue));
        File.AppendAllText(Catalogue, "!");
        Assert.False(second.VouchesFor(Catalogue));
        File.WriteAllText(Catalogue, "b catalogue");
        Assert.False(second.VouchesFor(Catalogue));
        File.Delete(Catalogue);
        Assert.False(second.VouchesFor(Catalogue));
    }

    [Fact]
    public void A_catalogue_that_could_not_be_closed_is_not_vouched_for()
    {
        using (GalleryLock first = Acquire())
        {
            first.NoteClosed(5, null);
        }

        using GalleryLock second = Acquire();
        Assert.False(second.VouchesFor(Catalogue));
        Assert.Equal(5UL, second.ClosedLsn);
    }

    [Fact]
    public void The_note_always_has_the_same_length()
    {
        using GalleryLock @lock = Acquire();
        @lock.NoteClosed(ulong.MaxValue, new FileChecksum(long.MaxValue, uint.MaxValue));
        long length = new FileInfo(_folder["lock"]).Length;
        @lock.NoteOpen();

        Assert.Equal(length, new FileInfo(_folder["lock"]).Length);
    }

    private GalleryLock Acquire() => GalleryLock.Acquire(_folder["lock"], "g");
}
