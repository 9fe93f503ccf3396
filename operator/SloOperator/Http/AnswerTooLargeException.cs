namespace SloOperator.Http;

/// <summary>More than may be read: a smaller question may be answered.</summary>
internal sealed class AnswerTooLargeException(long limit)
    : ExchangeException($"answered more than {ByteSize.Format(limit)}");
