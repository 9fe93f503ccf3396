namespace SloOperator.Http;

/// <summary>Sizes as people write them: 8 MiB.</summary>
internal static class ByteSize
{
    public static string Format(long bytes) =>
        bytes % (1 << 20) == 0 ? $"{bytes >> 20} MiB"
        : bytes % (1 << 10) == 0 ? $"{bytes >> 10} KiB"
        : $"{bytes} bytes";
}
