using System.Text.Json;

namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>One notification of Alertmanager, as a pager reads it.</summary>
internal sealed record Post(string Key, bool IsFiring, IReadOnlyList<string> FiringPods)
{
    public static Post Of(string body)
    {
        JsonElement message = JsonDocument.Parse(body).RootElement;
        JsonElement group = message.GetProperty("groupLabels");
        return new Post(
            $"{group.GetProperty("alertname")}/{group.GetProperty("service")}",
            IsFiringOne(message),
            [
                .. message
                    .GetProperty("alerts")
                    .EnumerateArray()
                    .Where(IsFiringOne)
                    .Select(alert => alert.GetProperty("labels").GetProperty("pod").GetString()!)
                    .Distinct(),
            ]
        );
    }

    private static bool IsFiringOne(JsonElement told) =>
        told.GetProperty("status").GetString() == "firing";
}
