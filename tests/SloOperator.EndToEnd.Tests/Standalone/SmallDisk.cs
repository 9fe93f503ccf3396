using System.Text;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Standalone;

/// <summary>
/// The operator on a disk of its own that is small enough to fill: a tmpfs in user and mount namespaces of its own, which need no rights
/// where a system allows them. Seen from outside below /proc, as nobody else sees the disk.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Bytes = 256 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _place;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Uri _url;
    private readonly ChildProcess _operator;

    private SmallDisk(TemporaryFolder place, string prometheus)
    {
        _place = place;
        string listen = $"127.0.0.1:{LoopbackPort.Next()}";
        _url = new Uri($"http://{listen}");
        _operator = ChildProcess.Start(
            "unshare",
            new()
            {
                Arguments =
                [
                    "--map-root-user",
                    "--mount",
                    "sh",
                    "-ec",
                    $"mount -t tmpfs -o size={Bytes} tmpfs \"$1\"; shift; exec \"$@\"",
                    "sh",
                    place.Path,
                    OperatorBinary.Path,
                    "run",
                    "--standalone",
                    place.Path,
                    "--prometheus-url",
                    prometheus,
                    "--listen",
                    listen,
                ],
            }
        );
    }

    /// <exception cref="InvalidOperationException">The system allows no user namespaces.</exception>
    public static async Task<SmallDisk> StartAsync(string prometheus)
    {
        var disk = new SmallDisk(new TemporaryFolder(), prometheus);
        try
        {
            await Eventually.HoldsAsync(
                async () => (await disk.HealthAsync()).ShouldStartWith("ok"),
                Deadline
            );
            return disk;
        }
        catch (Exception e) when (e is HttpRequestException or ShouldAssertException)
        {
            string said = disk._operator.Tail();
            await disk.DisposeAsync();
            throw new InvalidOperationException(
                $"The operator did not start on a small disk: {said} "
                    + "When unshare or mount is not permitted, allow user namespaces (sysctl -w user.max_user_namespaces=10000; "
                    + "in Docker: --security-opt seccomp=unconfined) or run the tests as root.",
                e
            );
        }
    }

    /// <summary>The body of /readyz, whatever its status.</summary>
    public async Task<string> HealthAsync()
    {
        using HttpResponseMessage answer = await _http.GetAsync(new Uri(_url, "/readyz"));
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<int> AliveAsync()
    {
        using HttpResponseMessage answer = await _http.GetAsync(new Uri(_url, "/healthz"));
        return (int)answer.StatusCode;
    }

    public string File(string name) => $"/proc/{_operator.Id}/root{_place.Path}/{name}";

    /// <summary>Over what is there, without giving room back in between.</summary>
    public void Write(SloManifest slo)
    {
        using var file = new FileStream(File(slo.Name + ".yaml"), FileMode.OpenOrCreate);
        file.Write(Encoding.UTF8.GetBytes(slo.ToString()));
    }

    /// <summary>Not a byte is free afterwards.</summary>
    public void Fill()
    {
        using var filler = new FileStream(
            File("filler"),
            FileMode.Create,
            FileAccess.Write,
            FileShare.None,
            bufferSize: 0
        );
        try
        {
            while (true)
            {
                filler.Write(new byte[512]);
            }
        }
        catch (IOException)
        {
            // No space left on device.
        }
    }

    public void Free() => System.IO.File.Delete(File("filler"));

    public async ValueTask DisposeAsync()
    {
        await _operator.DisposeAsync();
        _http.Dispose();
        _place.Dispose();
    }
}
