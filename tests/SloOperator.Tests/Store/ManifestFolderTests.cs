using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Store;
using SloOperator.Telemetry;
using SloOperator.Testing;

namespace SloOperator.Tests.Store;

[SuppressMessage(
    "Performance",
    "CA1859",
    Justification = "The stores are used through their port, as the host does."
)]
public sealed class ManifestFolderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _temporary = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HealthState _health = new();
    private readonly List<Task> _running = [];
    private ManifestFolder? _folder;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (Task running in _running)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => running);
        }

        _folder?.Dispose();
        _stop.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task A_running_store_takes_up_a_new_file()
    {
        IResourceStore<Gadget> store = Run(TimeProvider.System);
        await store.Synced.WaitAsync(Patience, TimeProvider.System);
        Task<ResourceName> changed = NextChange(store);

        Write("shop");

        (await changed).ShouldBe(new ResourceName("default", "shop"));
        store.Find(new ResourceName("default", "shop")).ShouldNotBeNull().Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_change_the_system_gave_no_notice_of_is_found_by_looking_again()
    {
        // What a link points to changes outside the folder, which is all the system gives notices of.
        using var outside = new TemporaryFolder();
        string target = outside.Write("shop.yaml", Manifest("shop", "1"));
        File.CreateSymbolicLink(_temporary.At("shop.yaml"), target);
        var time = new ManualTimeProvider(Start);
        IResourceStore<Gadget> store = Run(time);
        await store.Synced.WaitAsync(Patience, TimeProvider.System);
        Task<ResourceName> changed = NextChange(store);

        outside.Write("shop.yaml", Manifest("shop", "22"));
        while (!changed.IsCompleted)
        {
            time.Advance(ManifestFolder.LookEvery);
            await Task.Yield();
        }

        store.Find(await changed)!.Value!.Spec.Size.ShouldBe(22);
    }

    [Fact]
    public async Task Several_stores_share_one_folder_and_one_of_them_may_stop()
    {
        _folder = new ManifestFolder(
            _temporary.Root,
            TimeProvider.System,
            _health,
            NullLoggerFactory.Instance
        );
        IResourceStore<Gadget> first = new FolderStore<Gadget>(_folder, GadgetJson.Gadgets);
        IResourceStore<Gadget> second = new FolderStore<Gadget>(_folder, GadgetJson.Planets);
        using var stopFirst = new CancellationTokenSource();
        Task firstRun = first.RunAsync(stopFirst.Token);
        await first.Synced.WaitAsync(Patience, TimeProvider.System);
        _running.Add(second.RunAsync(_stop.Token));

        await stopFirst.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => firstRun);
        Task<ResourceName> changed = NextChange(second);
        _temporary.Write(
            "earth.yaml",
            "apiVersion: test.dev/v1\nkind: Planet\nmetadata: {name: earth}\n"
        );

        (await changed).ShouldBe(new ResourceName(null, "earth"));
    }

    [Theory]
    [InlineData("shop.yaml", true)]
    [InlineData("team/shop.yaml", true)]
    [InlineData(".slo-operator/gadgets/default/shop.json", false)]
    [InlineData("..data", true)]
    [InlineData(null, true)]
    public void Our_own_state_files_wake_nobody(string? changed, bool concerns) =>
        FolderSignal.Concerns(changed).ShouldBe(concerns);

    [Fact]
    public void Before_the_first_look_the_folder_is_not_ready()
    {
        _folder = new ManifestFolder(
            _temporary.Root,
            TimeProvider.System,
            _health,
            NullLoggerFactory.Instance
        );
        _health.Ready.ShouldBeFalse();

        _folder.Look();

        _health.Ready.ShouldBeTrue();
    }

    [Fact]
    public void A_problem_is_told_once_and_again_only_after_it_was_gone()
    {
        var list = new ProblemList(NullLogger.Instance);
        int told = 0;
        list.Changed += () => told++;
        var problem = new ManifestProblem("a.yaml", 1, "wrong");

        list.Replace([problem]);
        list.Replace([problem, problem]);
        told.ShouldBe(1);

        list.Replace([]);
        list.Replace([problem]);
        told.ShouldBe(3);
    }

    private static async Task<ResourceName> NextChange(IResourceStore<Gadget> store)
    {
        var changed = new TaskCompletionSource<ResourceName>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        store.Changed += name => changed.TrySetResult(name);
        return await changed.Task.WaitAsync(Patience, TimeProvider.System);
    }

    private static string Manifest(string name, string size) =>
        $"apiVersion: test.dev/v1\nkind: Gadget\nmetadata: {{name: {name}}}\nspec: {{size: {size}}}\n";

    private void Write(string name) => _temporary.Write($"{name}.yaml", Manifest(name, "1"));

    private IResourceStore<Gadget> Run(TimeProvider time)
    {
        _folder = new ManifestFolder(_temporary.Root, time, _health, NullLoggerFactory.Instance);
        var store = new FolderStore<Gadget>(_folder, GadgetJson.Gadgets);
        _running.Add(store.RunAsync(_stop.Token));
        return store;
    }
}
