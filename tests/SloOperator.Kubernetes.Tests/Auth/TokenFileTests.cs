using SloOperator.Kubernetes.Auth;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Auth;

public sealed class TokenFileTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_file_is_read_again_after_a_minute_and_not_before()
    {
        ICredentialProvider provider = Open("one");
        await provider.GetAsync(default);
        _folder.Write("token", "two");

        _clock.Advance(TimeSpan.FromSeconds(59));
        (await TokenAsync(provider)).ShouldBe("one");

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await TokenAsync(provider)).ShouldBe("two");
    }

    [Fact]
    public async Task A_refusal_reads_the_file_at_once()
    {
        ICredentialProvider provider = Open("one");
        Credential refused = await provider.GetAsync(default);
        _folder.Write("token", "two");

        (await provider.RefreshAsync(refused, default)).Authorization!.Parameter.ShouldBe("two");
    }

    [Fact]
    public async Task A_refusal_of_the_token_that_is_still_in_the_file_is_final()
    {
        ICredentialProvider provider = Open("one");
        Credential refused = await provider.GetAsync(default);

        (await provider.RefreshAsync(refused, default)).ShouldBeSameAs(refused);
    }

    [Fact]
    public async Task The_last_token_is_used_while_the_file_is_gone()
    {
        ICredentialProvider provider = Open("one");
        await provider.GetAsync(default);
        File.Delete(Path.Combine(_folder.Path, "token"));
        _clock.Advance(TimeSpan.FromMinutes(2));

        (await TokenAsync(provider)).ShouldBe("one");
    }

    [Fact]
    public async Task The_last_token_is_used_while_the_file_is_empty()
    {
        ICredentialProvider provider = Open("one");
        await provider.GetAsync(default);
        _folder.Write("token", "");
        _clock.Advance(TimeSpan.FromMinutes(2));

        (await TokenAsync(provider)).ShouldBe("one");
    }

    [Fact]
    public async Task A_file_that_was_never_there_is_named()
    {
        string path = Path.Combine(_folder.Path, "absent");
        ICredentialProvider provider = new TokenFileSource(path, null, null).Open(_clock);

        (
            await Should.ThrowAsync<KubeconfigException>(() => provider.GetAsync(default).AsTask())
        ).Message.ShouldStartWith(path);
    }

    [Fact]
    public async Task The_file_wins_over_the_token_beside_it()
    {
        string path = _folder.Write("token", "file");
        string user = $"{{ token: inline, tokenFile: '{path}' }}";
        ClusterConnection found = Configs.Connect(
            _folder,
            Configs.Of("{ server: 'https://a' }", user)
        );

        (await TokenAsync(found.Credentials!.Open(_clock))).ShouldBe("file");
    }

    private ICredentialProvider Open(string token) =>
        new TokenFileSource(_folder.Write("token", token), null, null).Open(_clock);

    private static async Task<string?> TokenAsync(ICredentialProvider provider) =>
        (await provider.GetAsync(default)).Authorization!.Parameter;
}
