using System.Globalization;
using System.Runtime.InteropServices;

namespace SloOperator.Benchmarks.Report;

/// <summary>What the figures were seen on; without it they say little.</summary>
internal static class Machine
{
    private const double KibibytesPerGibibyte = 1 << 20;

    public static async Task<string> DescribeAsync()
    {
        string cpu =
            await FieldAsync("/proc/cpuinfo", "model name")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
        string memory = await FieldAsync("/proc/meminfo", "MemTotal") ?? "0 kB";
        double gibibytes =
            double.Parse(memory.Split(' ')[0], CultureInfo.InvariantCulture) / KibibytesPerGibibyte;
        string load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        return $"{Environment.ProcessorCount} cores ({cpu}), {gibibytes:0.0} GiB, {RuntimeInformation.FrameworkDescription}, load {load} at the start";
    }

    private static async Task<string?> FieldAsync(string file, string name) =>
        (await File.ReadAllLinesAsync(file))
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
            .FirstOrDefault();
}
