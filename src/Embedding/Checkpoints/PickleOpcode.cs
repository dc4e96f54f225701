namespace HyperFace.Embedding.Checkpoints;

/// <summary>
/// The opcodes that are read, with the codes of Python's pickle protocol 2: those that PyTorch's own restricted reader
/// takes (torch/_weights_only_unpickler.py). Every other one ends the reading.
/// </summary>
internal enum PickleOpcode : byte
{
    /// <summary>Begins a group of values on the stack.</summary>
    Mark = (byte)'(',

    /// <summary>An empty tuple.</summary>
    EmptyTuple = (byte)')',

    /// <summary>The end; the value is what is left on the stack.</summary>
    Stop = (byte)'.',

    /// <summary>A double, big-endian.</summary>
    BinFloat = (byte)'G',

    /// <summary>A signed 32-bit number.</summary>
    BinInt = (byte)'J',

    /// <summary>An unsigned byte.</summary>
    BinInt1 = (byte)'K',

    /// <summary>An unsigned 16-bit number.</summary>
    BinInt2 = (byte)'M',

    /// <summary>None.</summary>
    None = (byte)'N',

    /// <summary>Turns a tuple into what it stands for outside of the stream: here a storage.</summary>
    BinPersId = (byte)'Q',

    /// <summary>The result of a call, which here is never made.</summary>
    Reduce = (byte)'R',

    /// <summary>Bytes, up to 255.</summary>
    ShortBinString = (byte)'U',

    /// <summary>A text in UTF-8.</summary>
    BinUnicode = (byte)'X',

    /// <summary>An empty list.</summary>
    EmptyList = (byte)']',

    /// <summary>Appends one value to a list.</summary>
    Append = (byte)'a',

    /// <summary>Sets the state of an object.</summary>
    Build = (byte)'b',

    /// <summary>The name of a function or class, which here is never looked up.</summary>
    Global = (byte)'c',

    /// <summary>Appends the values of a group to a list.</summary>
    Appends = (byte)'e',

    /// <summary>A value from the memo, by a byte.</summary>
    BinGet = (byte)'h',

    /// <summary>A value from the memo, by a 32-bit number.</summary>
    LongBinGet = (byte)'j',

    /// <summary>Keeps a value in the memo, by a byte.</summary>
    BinPut = (byte)'q',

    /// <summary>Keeps a value in the memo, by a 32-bit number.</summary>
    LongBinPut = (byte)'r',

    /// <summary>Puts one key and value into a dictionary.</summary>
    SetItem = (byte)'s',

    /// <summary>A tuple of the values of a group.</summary>
    Tuple = (byte)'t',

    /// <summary>Puts the keys and values of a group into a dictionary.</summary>
    SetItems = (byte)'u',

    /// <summary>An empty dictionary.</summary>
    EmptyDict = (byte)'}',

    /// <summary>The protocol's number.</summary>
    Proto = 0x80,

    /// <summary>An object of a class, which here is never made.</summary>
    NewObj = 0x81,

    /// <summary>A tuple of one.</summary>
    Tuple1 = 0x85,

    /// <summary>A tuple of two.</summary>
    Tuple2 = 0x86,

    /// <summary>A tuple of three.</summary>
    Tuple3 = 0x87,

    /// <summary>True.</summary>
    NewTrue = 0x88,

    /// <summary>False.</summary>
    NewFalse = 0x89,

    /// <summary>A whole number of up to 255 bytes.</summary>
    Long1 = 0x8A,

    /// <summary>An empty set.</summary>
    EmptySet = 0x8F,
}
