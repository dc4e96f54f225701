using HyperFace.Search.Memory;

namespace HyperFace.Search.Vectors;

/// <summary>
/// Which slot a live template is in: those of a snapshot by search in its sorted list, those that came since by a table.
/// Not thread-safe.
/// </summary>
internal sealed unsafe class TemplateDirectory(VectorStore vectors)
{
    private readonly Dictionary<ulong, int> _added = [];
    private int _known;

    /// <summary>Template ids of the snapshot, rising.</summary>
    public Column KnownIds { get; } = new(ColumnShape.Of(sizeof(ulong)));

    /// <summary>The slots they were in.</summary>
    public Column KnownSlots { get; } = new(ColumnShape.Of(sizeof(int)));

    /// <summary>Native bytes held.</summary>
    public long NativeBytes => KnownIds.NativeBytes + KnownSlots.NativeBytes;

    /// <summary>Finds a live template.</summary>
    public bool TryFind(ulong template, out int slot)
    {
        if (_added.TryGetValue(template, out slot))
        {
            return true;
        }

        // Since the snapshot it may have been removed, and its slot may hold another by now.
        return TryFindKnown(template, out slot) && !vectors.IsDead(slot) && vectors.Template(slot) == template;
    }

    /// <summary>Notes where a template is from now on.</summary>
    public void Set(ulong template, int slot) => _added[template] = slot;

    /// <summary>Forgets a template that is about to be marked dead.</summary>
    public void Forget(ulong template) => _added.Remove(template);

    /// <summary>Says how many entries there are once the columns were restored from a snapshot.</summary>
    public void Restore(int known) => _known = known;

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free()
    {
        KnownIds.Free();
        KnownSlots.Free();
        _known = 0;
    }

    private bool TryFindKnown(ulong template, out int slot)
    {
        int low = 0;
        int high = _known;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            ulong id = *(ulong*)KnownIds.At(middle);
            if (id == template)
            {
                slot = *(int*)KnownSlots.At(middle);
                return true;
            }

            (low, high) = id < template ? (middle + 1, high) : (low, middle);
        }

        slot = -1;
        return false;
    }
}
