using System.Text.Json;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Standalone;

public sealed class FullDiskTests(SteadyShop shop) : IClassFixture<SteadyShop>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly SloManifest Checkout = new("shop", "checkout");
    private const string State = ".slo-operator/teamslos/shop/checkout.json";

    [Fact]
    public async Task On_a_full_disk_the_old_state_stays_readable_health_says_so_and_all_heals_with_room()
    {
        await using SmallDisk disk = await SmallDisk.StartAsync(shop.Url);
        disk.Write(Checkout);
        await StatusHoldsAsync(disk, status => status.Target.ShouldBe("95"));

        // The same length: the manifest fits where it was, and no new file does.
        disk.Fill();
        disk.Write(Checkout with { Target = "96" });
        await Eventually.HoldsAsync(
            async () =>
                (await disk.HealthAsync()).ShouldMatch(
                    @"\[-\] state files of teamslos: Writing the status of TeamSLO shop/checkout to .*: No space left on device"
                ),
            Deadline
        );
        string health = await disk.HealthAsync();
        int alive = await disk.AliveAsync();
        StatusText kept = Status(disk);
        disk.Free();
        await StatusHoldsAsync(disk, status => status.Target.ShouldBe("96"));
        await Eventually.HoldsAsync(
            async () => (await disk.HealthAsync()).ShouldStartWith("ok"),
            Deadline
        );

        health.ShouldStartWith("not ok");
        alive.ShouldBe(200);
        kept.Target.ShouldBe("95");
        Directory
            .GetFiles(disk.File(".slo-operator"), "*.tmp", SearchOption.AllDirectories)
            .ShouldBeEmpty();
    }

    private static StatusText Status(SmallDisk disk) =>
        new(JsonDocument.Parse(File.ReadAllText(disk.File(State))).RootElement);

    private static Task StatusHoldsAsync(SmallDisk disk, Action<StatusText> assertion) =>
        Eventually.HoldsAsync(
            () =>
            {
                File.Exists(disk.File(State)).ShouldBeTrue("there is no status yet");
                assertion(Status(disk));
                return Task.CompletedTask;
            },
            Deadline
        );
}
