namespace SloOperator.EndToEnd.Tests.Credentials;

[CollectionDefinition(Name)]
public sealed class CredentialCollection : ICollectionFixture<CredentialCluster>
{
    public const string Name = "credentials";
}
