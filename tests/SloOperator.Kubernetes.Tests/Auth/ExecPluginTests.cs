using System.Text.Json.Nodes;
using SloOperator.Kubernetes.Auth;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Auth;

/// <summary>With real processes.</summary>
[Collection(PluginCollection.Name)]
public sealed class ExecPluginTests : IDisposable
{
    private const string Answer =
        """{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t0ken"}}""";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    public async Task A_plugin_of_either_version_hands_out_a_token(string version)
    {
        string answer = Answer.Replace("/v1\"", $"/{version}\"", StringComparison.Ordinal);

        (await RunAsync($"echo '{answer}'", version: version)).Token.ShouldBe("t0ken");
    }

    [Fact]
    public async Task Arguments_are_a_list_and_never_a_command_line()
    {
        await RunAsync(
            $"printf '%s|' \"$@\" > \"$(dirname \"$0\")/args\"; echo '{Answer}'",
            ", args: ['a b', '$HOME; rm x', '']"
        );

        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "args"))).ShouldBe(
            "a b|$HOME; rm x||"
        );
    }

    [Fact]
    public async Task The_environment_is_added_to_ours()
    {
        await RunAsync(
            $"echo \"$REGION:${{PATH:+path}}\" > \"$(dirname \"$0\")/env\"; echo '{Answer}'",
            ", env: [{ name: REGION, value: eu }]"
        );

        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "env"))).ShouldBe("eu:path\n");
    }

    [Fact]
    public async Task The_plugin_is_told_version_cluster_and_that_nobody_is_there()
    {
        await RunAsync(
            $"echo \"$KUBERNETES_EXEC_INFO\" > \"$(dirname \"$0\")/question\"; echo '{Answer}'",
            ", provideClusterInfo: true"
        );

        JsonNode asked = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(_folder.Path, "question"))
        )!;
        asked["apiVersion"]!.GetValue<string>().ShouldBe("client.authentication.k8s.io/v1");
        asked["kind"]!.GetValue<string>().ShouldBe("ExecCredential");
        asked["spec"]!["interactive"]!.GetValue<bool>().ShouldBeFalse();
        asked["spec"]!["cluster"]!["server"]!.GetValue<string>().ShouldBe("https://a");
    }

    [Fact]
    public async Task Without_provideClusterInfo_the_cluster_is_not_told()
    {
        await RunAsync(
            $"echo \"$KUBERNETES_EXEC_INFO\" > \"$(dirname \"$0\")/question\"; echo '{Answer}'"
        );

        JsonNode asked = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(_folder.Path, "question"))
        )!;
        asked["spec"]!["cluster"].ShouldBeNull();
    }

    [Fact]
    public async Task A_failing_plugin_is_reported_with_its_complaint()
    {
        string message = await ComplaintAsync("echo 'session expired, log in' >&2; exit 3");

        message.ShouldEndWith("plugin.sh': exit code 3: session expired, log in");
    }

    [Theory]
    [InlineData("echo s3cret")]
    [InlineData(
        """echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v9","status":{"token":"s3cret"}}'"""
    )]
    [InlineData(
        """echo '{"kind":"Other","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"s3cret"}}'"""
    )]
    public async Task An_answer_that_is_none_is_not_quoted(string script)
    {
        string message = await ComplaintAsync(script);

        message.ShouldContain("its output is not an ExecCredential");
        message.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task An_answer_without_a_credential_is_refused() =>
        (
            await ComplaintAsync(
                """echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}}'"""
            )
        ).ShouldContain("neither a token nor a certificate");

    [Fact]
    public async Task A_command_that_does_not_exist_comes_with_its_install_hint()
    {
        string user =
            "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: no-such-plugin-here, installHint: Install it. } }";
        ICredentialProvider provider = Configs
            .Connect(_folder, Configs.Of("{ server: 'https://a' }", user))
            .Credentials!.Open(TimeProvider.System);

        string message = (
            await Should.ThrowAsync<KubeconfigException>(() => provider.GetAsync(default).AsTask())
        ).Message;

        message.ShouldStartWith("credential plugin 'no-such-plugin-here': cannot be run");
        message.ShouldEndWith("Install it.");
    }

    [Fact]
    public async Task A_plugin_that_hangs_is_killed_at_the_timeout()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string started = Path.Combine(_folder.Path, "pid");
        var plugin = new ExecPlugin
        {
            ApiVersion = "client.authentication.k8s.io/v1",
            Command = _folder.WriteScript(
                "hang.sh",
                $"echo $$ > '{started}.tmp'; mv '{started}.tmp' '{started}'; exec sleep 300"
            ),
        };
        Task run = ExecProcess.RunAsync(plugin, clock, default);
        await Eventually.TrueAsync(() => File.Exists(started));

        clock.Advance(TimeSpan.FromSeconds(30));

        Task killed = run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        (await Should.ThrowAsync<KubeconfigException>(() => killed)).Message.ShouldEndWith(
            "no answer within 30 s"
        );
        string pid = (await File.ReadAllTextAsync(started)).Trim();
        await Eventually.TrueAsync(() => !Directory.Exists($"/proc/{pid}") || IsZombie(pid));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("yes >&2")]
    public async Task A_plugin_that_writes_without_end_is_cut_off_and_killed(string script)
    {
        string pid = Path.Combine(_folder.Path, "pid");

        string message = await ComplaintAsync($"echo $$ > '{pid}'; exec {script}");

        message.ShouldEndWith("it wrote more than 1024 KiB");
        string id = (await File.ReadAllTextAsync(pid)).Trim();
        await Eventually.TrueAsync(() => !Directory.Exists($"/proc/{id}") || IsZombie(id));
    }

    [Fact]
    public async Task A_talkative_plugin_is_read_to_its_end()
    {
        string script = $"head -c 500000 /dev/zero | tr '\\0' x >&2; echo '{Answer}'";

        (await RunAsync(script)).Token.ShouldBe("t0ken");
    }

    private static bool IsZombie(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private async Task<string> ComplaintAsync(string script) =>
        (await Should.ThrowAsync<KubeconfigException>(() => RunAsync(script))).Message;

    private Task<ExecCredentialJson.Answer> RunAsync(
        string script,
        string more = "",
        string version = "v1"
    )
    {
        _folder.WriteScript("plugin.sh", script);
        string text = Configs.Of(
            "{ server: 'https://a' }",
            $"{{ exec: {{ apiVersion: client.authentication.k8s.io/{version}, command: ./plugin.sh{more} }} }}"
        );
        KubeconfigFile file = KubeconfigFile.Parse(Path.Combine(_folder.Path, "config"), text);
        ExecPlugin plugin = ExecPluginMapper.Map(
            file.Users["dev"].Map("exec")!,
            file.Clusters["dev"]
        );
        return ExecProcess.RunAsync(plugin, TimeProvider.System, default);
    }
}
