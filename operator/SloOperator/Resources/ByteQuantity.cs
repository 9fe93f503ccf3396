using System.Globalization;

namespace SloOperator.Resources;

/// <summary>Sizes as Kubernetes writes them, in the two units that fit an answer's size: 64Ki, 8Mi.</summary>
internal static class ByteQuantity
{
    public static bool TryParse(string? text, out long bytes)
    {
        bytes = 0;
        int shift =
            text is null ? 0
            : text.EndsWith("Ki", StringComparison.Ordinal) ? 10
            : text.EndsWith("Mi", StringComparison.Ordinal) ? 20
            : 0;
        bool readable =
            shift > 0
            && int.TryParse(
                text.AsSpan(..^2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int count
            )
            && (bytes = (long)count << shift) >= 0;
        return readable;
    }
}
