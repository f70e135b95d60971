using System.Security.Cryptography;

namespace Auth.Credentials;

/// <summary>Random bytes from the operating system, fetched by the thousand: asking for each credential alone costs more than all the rest of making it.</summary>
/// <remarks>A batch belongs to one thread. A byte is wiped when it is handed out, so none is used twice and none stays.</remarks>
internal sealed class RandomBatch
{
    private const int Size = 4_096;

    [ThreadStatic]
    private static RandomBatch? _ofThread;

    private readonly byte[] _bytes = new byte[Size];
    private int _left;

    public static RandomBatch OfThread => _ofThread ??= new RandomBatch();

    /// <summary>The next byte.</summary>
    public byte Next()
    {
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(_bytes);
            _left = Size;
        }

        ref var place = ref _bytes[--_left];
        var value = place;
        place = 0;
        return value;
    }
}
