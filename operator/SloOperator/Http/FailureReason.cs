using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SloOperator.Http;

/// <summary>Words for what went wrong, fit for a status.</summary>
internal static partial class FailureReason
{
    public const int LongestExcerpt = 200;

    /// <summary>One line of somebody else's text: cut, without control characters and without URL userinfo.</summary>
    public static string Excerpt(string text)
    {
        // Twice the length is enough to judge: what is cut here cannot come back.
        string start = Cut(text, 2 * LongestExcerpt);
        string clean = UserInfo().Replace(start, "://");
        return Cut(
            string.Concat(clean.Select(c => char.IsControl(c) ? ' ' : c)).Trim(),
            LongestExcerpt
        );
    }

    /// <summary>Null for what is not an exchange's failure but a bug: that goes up.</summary>
    public static string? Describe(Exception exception) =>
        exception switch
        {
            ExchangeException e => e.Message,
            JsonException e => DescribeJson(e),
            HttpRequestException e => DescribeRequest(e),
            // Bare when a connection is reset between its opening and .NET's look at whom it is with.
            SocketException e => DescribeSocket(e),
            IOException or InvalidDataException => "the answer broke off or could not be unpacked",
            OperationCanceledException { InnerException: TimeoutException } =>
                $"no connection within {OutgoingHandler.ConnectTimeout.TotalSeconds:0}s",
            _ => null,
        };

    private static string DescribeJson(JsonException exception) =>
        exception.Path is { Length: > 0 } path
            ? $"answered JSON that is not the API's, at {Excerpt(path)}"
            : "answered what is not JSON";

    private static string DescribeRequest(HttpRequestException exception) =>
        Innermost(exception) switch
        {
            ExchangeException e => e.Message,
            AuthenticationException e => $"TLS: {Excerpt(e.Message)}",
            SocketException e => DescribeSocket(e),
            _ => exception.HttpRequestError switch
            {
                HttpRequestError.ResponseEnded => "the connection ended before the answer did",
                HttpRequestError.InvalidResponse => "the answer is not HTTP",
                HttpRequestError.ConfigurationLimitExceeded => "the answer's headers are too large",
                HttpRequestError.SecureConnectionError => "TLS: no secure connection",
                _ => "the connection broke",
            },
        };

    private static string DescribeSocket(SocketException exception) =>
        exception.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                "the host's name cannot be resolved",
            SocketError.ConnectionReset => "the connection was reset",
            SocketError code => $"no connection ({code})",
        };

    private static Exception Innermost(Exception exception)
    {
        while (exception is not AuthenticationException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }

    [GeneratedRegex(@"://[^/\s@]*@", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();
}
