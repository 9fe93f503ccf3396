namespace SloOperator.Http;

/// <summary>Where a credential lies, never the credential: a Secret in the operator's own namespace and a key in it.</summary>
internal sealed record SecretKey(string Secret, string Key)
{
    public override string ToString() => $"key {Key} of secret {Secret}";
}
