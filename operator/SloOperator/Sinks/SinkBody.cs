using System.Text.Json;
using SloOperator.Http;

namespace SloOperator.Sinks;

/// <summary>What could be read of an answer's body. A success that was cut is thrown; of a failure the status is known anyway.</summary>
/// <param name="Json">Empty where it is not JSON.</param>
/// <param name="Problem">Why there is no JSON; null: there is.</param>
/// <param name="IsCut">The end of a failure's body did not arrive.</param>
/// <param name="IsTooLarge">A smaller question may be answered.</param>
internal readonly record struct SinkBody(
    JsonRow Json,
    string? Problem,
    bool IsCut = false,
    bool IsTooLarge = false
)
{
    public static async Task<SinkBody> ReadAsync(
        HttpResponseMessage response,
        long limit,
        JsonDocumentOptions options,
        CancellationToken ct
    )
    {
        try
        {
            await using var body = new CappedStream(
                await response.Content.ReadAsStreamAsync(ct),
                limit
            );
            using JsonDocument document = await JsonDocument.ParseAsync(body, options, ct);
            return new SinkBody(new JsonRow(document.RootElement.Clone()), null);
        }
        catch (JsonException)
        {
            return new SinkBody(default, "what is not JSON, or nested too deep");
        }
        catch (AnswerTooLargeException)
        {
            return new SinkBody(
                default,
                $"with more than {ByteSize.Format(limit)}",
                IsTooLarge: true
            );
        }
        catch (Exception e)
            when (!response.IsSuccessStatusCode
                && e is IOException or InvalidDataException or HttpRequestException
            )
        {
            return new SinkBody(default, FailureReason.Describe(e), IsCut: true);
        }
    }
}
