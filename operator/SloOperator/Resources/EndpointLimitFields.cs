using SloOperator.Prometheus;

namespace SloOperator.Resources;

/// <summary>What is not written is as in <see cref="EndpointLimits.Default"/>.</summary>
internal static class EndpointLimitFields
{
    private const string Smallest = "64Ki";
    private const string Largest = "256Mi";

    public static EndpointLimits? Read(LimitsSpec? spec, SpecField field)
    {
        EndpointLimits standard = EndpointLimits.Default;
        long? concurrency = field["concurrency"]
            .ReadNumber(spec?.Concurrency ?? standard.Concurrency, 1, 64);
        long? rate = field["queriesPerSecond"]
            .ReadNumber(spec?.QueriesPerSecond ?? standard.QueriesPerSecond, 1, 1000);
        TimeSpan? timeout = spec?.Timeout is null
            ? standard.Timeout
            : field["timeout"].ReadDuration(spec.Timeout, "1s", "2m");
        long? response = spec?.MaxResponse is null
            ? standard.MaxResponseBytes
            : ReadSize(spec.MaxResponse, field["maxResponse"]);
        return
            concurrency is { } parallel
            && rate is { } perSecond
            && timeout is { } longest
            && response is { } bytes
            ? new EndpointLimits((int)parallel, (int)perSecond, longest, bytes)
            : null;
    }

    private static long? ReadSize(string text, SpecField field)
    {
        const long Least = 64L << 10;
        const long Most = 256L << 20;
        if (ByteQuantity.TryParse(text, out long bytes) && bytes is >= Least and <= Most)
        {
            return bytes;
        }

        field.Refuse(
            $"{Found.Quote(text)} cannot be used; write a size in Ki or Mi from {Smallest} to {Largest}"
        );
        return null;
    }
}
