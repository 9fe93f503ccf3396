using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Store;
using SloOperator.Telemetry;
using SloOperator.Testing;

namespace SloOperator.Tests.Store;

public sealed class FolderStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ResourceName Shop = new("default", "shop");

    private readonly TemporaryFolder _temporary = new();
    private readonly ManualTimeProvider _time = new(Start);
    private readonly HealthState _health = new();
    private readonly List<ResourceName> _changed = [];
    private ManifestFolder _folder;
    private FolderStore<Gadget> _store;

    public FolderStoreTests() => (_folder, _store) = Open();

    public void Dispose()
    {
        _folder.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public void An_object_gets_what_a_server_would_give_it()
    {
        Write("shop.yaml", "shop", "target: \"99.9\"");

        _folder.Look();

        Gadget shop = Value(Shop);
        shop.Spec.Target.ShouldBe("99.9");
        shop.Metadata.Namespace.ShouldBe("default");
        shop.Metadata.Generation.ShouldBe(1);
        shop.Metadata.CreationTimestamp.ShouldBe(Start);
        shop.Metadata.Uid.ShouldBe(Guid.Parse(shop.Metadata.Uid!).ToString());
        _store.Synced.IsCompletedSuccessfully.ShouldBeTrue();
        _changed.ShouldBe([Shop]);
    }

    [Fact]
    public void The_uid_depends_on_kind_namespace_and_name_alone()
    {
        Write("a.yaml", "shop", "size: 1");
        Write("b.yaml", "shop", "size: 1", "  namespace: other\n");
        _folder.Look();
        string first = Value(Shop).Metadata.Uid!;

        Reopen();
        _folder.Look();

        Value(Shop).Metadata.Uid.ShouldBe(first);
        Value(new ResourceName("other", "shop"))
            .Metadata.Uid.ShouldNotBe(first, StringComparer.Ordinal);
    }

    [Fact]
    public void The_generation_rises_with_the_spec_and_with_nothing_else()
    {
        Write("shop.yaml", "shop", "size: 1\n  target: a");
        _folder.Look();

        Write("shop.yaml", "shop", "target: a\n  size: 1 # in another order");
        Settle();
        Value(Shop).Metadata.Generation.ShouldBe(1);

        Write("shop.yaml", "shop", "size: 2\n  target: a");
        Settle();
        Value(Shop).Metadata.Generation.ShouldBe(2);
    }

    [Fact]
    public void A_comment_is_no_change_and_a_label_is()
    {
        Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        _changed.Clear();

        Write("shop.yaml", "shop", "size: 1 # a comment");
        Settle();
        _changed.ShouldBeEmpty();

        Write("shop.yaml", "shop", "size: 1", "  labels: {a: b}\n");
        Settle();
        _changed.ShouldBe([Shop]);
        Value(Shop).Metadata.Generation.ShouldBe(1);
    }

    [Fact]
    public void A_change_counts_at_the_second_look_that_sees_it()
    {
        Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        Write("shop.yaml", "shop", "size: 22");

        _folder.Look().ShouldBeTrue();
        Value(Shop).Spec.Size.ShouldBe(1);

        _folder.Look().ShouldBeFalse();
        Value(Shop).Spec.Size.ShouldBe(22);
    }

    [Fact]
    public void A_file_that_an_editor_moves_away_and_writes_anew_deletes_nothing()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        _changed.Clear();

        File.Move(path, path + "~");
        _folder.Look();
        File.Move(path + "~", path);
        Settle();

        _changed.ShouldBeEmpty();
        Value(Shop).Spec.Size.ShouldBe(1);
    }

    [Fact]
    public void A_file_replaced_by_rename_is_read_anew_even_with_the_same_length()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        _folder.Look();

        string next = Write("next.tmp", "shop", "size: 2");
        File.SetLastWriteTimeUtc(next, File.GetLastWriteTimeUtc(path) - TimeSpan.FromDays(1));
        File.Move(next, path, overwrite: true);
        Settle();

        Value(Shop).Spec.Size.ShouldBe(2);
    }

    [Fact]
    public void A_file_that_becomes_unreadable_keeps_what_it_said_before()
    {
        Write("shop.yaml", "shop", "size: 1");
        Write("other.yaml", "other", "size: 1");
        _folder.Look();
        _changed.Clear();

        _temporary.Write("shop.yaml", "apiVersion: test.dev/v1\nkind: Gadget\nmetadata: {name: sh");
        Write("other.yaml", "other", "size: 2");
        Settle();

        Value(Shop).Spec.Size.ShouldBe(1);
        _changed.ShouldBe([new ResourceName("default", "other")]);
        _folder
            .Problems.Current.Single()
            .ToString()
            .ShouldEndWith("what the file said before stays in force");
    }

    [Fact]
    public void A_deleted_folder_deletes_its_objects_and_their_state()
    {
        Write("team/shop.yaml", "shop", "size: 1");
        _folder.Look();
        string state = _temporary.At(".slo-operator", "gadgets", "default", "shop.json");
        Apply("Good");
        File.Exists(state).ShouldBeTrue();
        _changed.Clear();

        Directory.Delete(_temporary.At("team"), recursive: true);
        Settle();

        _store.List().ShouldBeEmpty();
        _changed.ShouldBe([Shop]);
        File.Exists(state).ShouldBeFalse();
    }

    [Fact]
    public void When_the_whole_folder_is_away_the_objects_stay_and_health_says_so()
    {
        Write("shop.yaml", "shop", "size: 1");
        _folder.Look();

        Directory.Move(_temporary.Root, _temporary.Root + "-away");
        Settle();
        Directory.Move(_temporary.Root + "-away", _temporary.Root);

        Value(Shop).Spec.Size.ShouldBe(1);
        _health.Ready.ShouldBeFalse();
        _folder.Problems.Current.Single().Message.ShouldBe("no such file or folder");
    }

    [Theory]
    [InlineData("target: 99.9", "spec.target: must be a quoted text: write \"99.9\", not 99.9")]
    [InlineData(
        "parts: [{}, {target: true}]",
        "spec.parts[1].target: must be a quoted text: write \"true\", not true"
    )]
    [InlineData("link: {}", "spec.link: missing: from, to")]
    [InlineData("colour: red", "spec.colour: unknown field")]
    [InlineData("size: large", "spec.size: found \"large\", which is not what belongs here")]
    [InlineData("parts: {a: 1}", "spec.parts: found a mapping, which is not what belongs here")]
    public void What_cannot_be_decoded_is_reported_on_the_object_itself(string spec, string error)
    {
        Write("bad.yaml", "shop", spec);
        Write("good.yaml", "good", "size: 1");

        _folder.Look();

        _store.Find(Shop)!.Error.ShouldBe(error);
        _store.Find(Shop)!.Metadata.Generation.ShouldBe(1);
        Value(new ResourceName("default", "good")).Spec.Size.ShouldBe(1);
    }

    [Fact]
    public void A_label_that_is_no_text_is_reported_on_the_object_itself()
    {
        Write("bad.yaml", "shop", "size: 1", "  labels: {version: 1.0}\n");

        _folder.Look();

        _store
            .Find(Shop)!
            .Error.ShouldBe(
                "metadata.labels.version: must be a quoted text: write \"1.0\", not 1.0"
            );
    }

    [Fact]
    public void A_command_without_state_reads_the_same_objects_and_problems()
    {
        Write("a.yaml", "shop", "size: 1");
        Write("b.yaml", "shop", "size: 2");
        List<ManifestProblem> problems = [];

        IReadOnlyList<FolderEntry<Gadget>> read = new ManifestDecoder<Gadget>(
            GadgetJson.Gadgets
        ).ReadAll(ManifestReader.Read(_temporary.Root).Documents, Start, problems);

        read.Single().Object.Value!.Spec.Size.ShouldBe(1);
        read.Single().Manifest.Document.ToString().ShouldBe(_temporary.At("a.yaml") + ":1");
        problems.Single().Path.ShouldBe(_temporary.At("b.yaml"));
    }

    [Fact]
    public void Of_two_objects_with_one_name_the_first_counts_and_the_second_is_a_problem()
    {
        string first = Write("a.yaml", "shop", "size: 1");
        string second = Write("b.yaml", "shop", "size: 2");

        _folder.Look();

        Value(Shop).Spec.Size.ShouldBe(1);
        _store
            .Problems.Current.Single()
            .ToString()
            .ShouldBe(
                $"{second}:1: Gadget default/shop is defined already at {first}:1; this one is ignored"
            );
    }

    [Theory]
    [InlineData("{}", "metadata.name")]
    [InlineData("{name: ../../etc/passwd}", "metadata.name")]
    [InlineData("{name: Shop}", "metadata.name")]
    [InlineData("{name: 7}", "metadata.name")]
    [InlineData("{name: shop, namespace: ..}", "metadata.namespace")]
    [InlineData("[]", "metadata: is missing")]
    public void A_name_that_is_none_is_a_problem(string metadata, string message)
    {
        _temporary.Write(
            "a.yaml",
            $"apiVersion: test.dev/v1\nkind: Gadget\nmetadata: {metadata}\n"
        );

        _folder.Look();

        _store.List().ShouldBeEmpty();
        _store.Problems.Current.Single().Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_kind_of_ours_that_nobody_reads_is_a_problem_and_foreign_ones_are_not()
    {
        _temporary.Write(
            "a.yaml",
            "apiVersion: test.dev/v1\nkind: Gadgett\n---\napiVersion: test.dev/v2\nkind: Gadget\n---\napiVersion: apps/v1\nkind: Deployment\n"
        );

        _folder.Look();

        _folder
            .Problems.Current.Select(problem => problem.Message)
            .ShouldBe([
                "there is no kind Gadgett in test.dev/v1; known are Gadget in test.dev/v1",
                "there is no kind Gadget in test.dev/v2; known are Gadget in test.dev/v1",
            ]);
    }

    [Fact]
    public async Task A_status_is_seen_at_once_stored_below_the_folder_and_raises_no_change()
    {
        Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        _changed.Clear();

        bool applied = await _store.ApplyStatusAsync(
            Value(Shop),
            new GadgetStatus { Phase = "Good 😀" },
            GadgetJson.Default.GadgetStatus,
            CancellationToken.None
        );

        applied.ShouldBeTrue();
        Value(Shop).Status!.Phase.ShouldBe("Good 😀");
        Value(Shop).Spec.Size.ShouldBe(1);
        _changed.ShouldBeEmpty();
        JsonNode stored = JsonNode.Parse(
            await File.ReadAllTextAsync(
                _temporary.At(".slo-operator", "gadgets", "default", "shop.json")
            )
        )!;
        ((string?)stored["status"]!["phase"]).ShouldBe("Good 😀");
        ((string?)stored["metadata"]!["name"]).ShouldBe("shop");
        Directory
            .GetFiles(_temporary.At(".slo-operator"), "*.tmp", SearchOption.AllDirectories)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_restart_keeps_status_age_and_generation()
    {
        Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        Write("shop.yaml", "shop", "size: 22");
        Settle();
        Apply("Good");

        _time.Advance(TimeSpan.FromHours(1));
        Reopen();
        _folder.Look();

        Gadget shop = Value(Shop);
        shop.Status!.Phase.ShouldBe("Good");
        shop.Metadata.Generation.ShouldBe(2);
        shop.Metadata.CreationTimestamp.ShouldBe(Start);
    }

    [Fact]
    public void A_spec_that_changed_while_nobody_ran_has_another_generation()
    {
        Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        Apply("Good");

        Write("shop.yaml", "shop", "size: 2");
        Reopen();
        _folder.Look();

        Value(Shop).Metadata.Generation.ShouldBe(2);
        Value(Shop).Status!.Phase.ShouldBe("Good");
    }

    [Fact]
    public void A_cluster_scoped_object_has_no_namespace_and_its_state_lies_beside_its_kind()
    {
        var planets = new FolderStore<Gadget>(_folder, GadgetJson.Planets);
        _temporary.Write(
            "a.yaml",
            "apiVersion: test.dev/v1\nkind: Planet\nmetadata: {name: earth, namespace: ignored}\n"
        );
        _folder.Look();
        var earth = new ResourceName(null, "earth");

        Gadget planet = planets.Find(earth)!.Value!;
        planets
            .ApplyStatusAsync(
                planet,
                new GadgetStatus { Phase = "Blue" },
                GadgetJson.Default.GadgetStatus,
                CancellationToken.None
            )
            .IsCompletedSuccessfully.ShouldBeTrue();

        planet.Metadata.Namespace.ShouldBeNull();
        File.Exists(_temporary.At(".slo-operator", "planets", "earth.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_status_for_an_object_that_is_gone_is_not_written()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        Gadget shop = Value(Shop);
        File.Delete(path);
        Settle();

        (await ApplyAsync(shop, "Late")).ShouldBeFalse();

        Directory.Exists(_temporary.At(".slo-operator")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_status_for_an_object_that_was_deleted_and_made_again_is_not_written()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        Gadget old = Value(Shop);
        File.Delete(path);
        Settle();
        _time.Advance(TimeSpan.FromSeconds(1));
        Write("shop.yaml", "shop", "size: 1");
        Settle();

        (await ApplyAsync(old, "Late")).ShouldBeFalse();

        Value(Shop).Status.ShouldBeNull();
    }

    [Fact]
    public async Task An_object_that_cannot_be_decoded_can_be_told_so_and_keeps_it_when_it_is_mended()
    {
        Write("shop.yaml", "shop", "colour: red");
        _folder.Look();

        (
            await _store.ApplyStatusAsync(
                _store.Find(Shop)!.Metadata,
                new GadgetStatus { Phase = "Invalid" },
                GadgetJson.Default.GadgetStatus,
                CancellationToken.None
            )
        ).ShouldBeTrue();
        Write("shop.yaml", "shop", "size: 1");
        Settle();

        Value(Shop).Status!.Phase.ShouldBe("Invalid");
        Value(Shop).Metadata.Generation.ShouldBe(2);
    }

    [Theory]
    [InlineData("{ torn")]
    [InlineData("[]")]
    [InlineData("{\"metadata\":{\"generation\":\"x\"}}")]
    [InlineData("")]
    public void A_state_file_that_cannot_be_read_counts_as_none(string content)
    {
        _temporary.Write(".slo-operator/gadgets/default/shop.json", content);
        Write("shop.yaml", "shop", "size: 1");

        _folder.Look();

        Value(Shop).Status.ShouldBeNull();
        Value(Shop).Metadata.Generation.ShouldBe(1);
    }

    [Fact]
    public void A_status_of_another_version_that_cannot_be_decoded_is_dropped()
    {
        _temporary.Write(
            ".slo-operator/gadgets/default/shop.json",
            """{"metadata":{"generation":4,"creationTimestamp":"2026-01-01T00:00:00Z"},"specHash":"x","status":{"mood":"fine"}}"""
        );
        Write("shop.yaml", "shop", "size: 1");

        _folder.Look();

        Value(Shop).Status.ShouldBeNull();
        Value(Shop).Metadata.Generation.ShouldBe(5);
    }

    [Fact]
    public async Task A_write_that_fails_says_what_was_attempted_keeps_what_was_and_shows_in_health()
    {
        Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        Apply("Good");
        string state = _temporary.At(".slo-operator", "gadgets", "default", "shop.json");

        // A folder in the temporary file's place stops root too, as a full disk would.
        Directory.CreateDirectory(state + ".tmp");
        IOException failure = await Should.ThrowAsync<IOException>(() =>
            ApplyAsync(Value(Shop), "Bad")
        );

        failure.Message.ShouldStartWith($"Writing the status of Gadget default/shop to {state}: ");
        Value(Shop).Status!.Phase.ShouldBe("Good");
        (await File.ReadAllTextAsync(state)).ShouldContain("Good");
        _health.Facts.ShouldContain(fact => !fact.Ok && fact.Part == "state files of gadgets");
    }

    [Fact]
    public async Task Health_recovers_with_the_next_write()
    {
        Write("shop.yaml", "shop", "size: 1");
        _folder.Look();
        string blocked = _temporary.At(".slo-operator", "gadgets", "default", "shop.json.tmp");
        Directory.CreateDirectory(blocked);
        await Should.ThrowAsync<IOException>(() => ApplyAsync(Value(Shop), "Bad"));

        Directory.Delete(blocked);
        (await ApplyAsync(Value(Shop), "Good")).ShouldBeTrue();

        _health.Ready.ShouldBeTrue();
    }

    [Fact]
    public void Five_thousand_files_are_all_found_and_an_unchanged_folder_changes_nothing()
    {
        for (int index = 0; index < 5_000; index++)
        {
            Write($"{index % 10}/{index}.yaml", $"shop-{index}", "size: 1");
        }

        _folder.Look();
        _store.List().Count.ShouldBe(5_000);
        _changed.Clear();

        Settle();
        _changed.ShouldBeEmpty();
    }

    private string Write(string file, string name, string spec, string moreMetadata = "") =>
        _temporary.Write(
            file,
            $"apiVersion: test.dev/v1\nkind: Gadget\nmetadata:\n  name: {name}\n{moreMetadata}spec:\n  {spec}\n"
        );

    private void Settle()
    {
        _folder.Look();
        _folder.Look();
    }

    private Gadget Value(ResourceName name)
    {
        Decoded<Gadget> found = _store.Find(name).ShouldNotBeNull();
        found.Error.ShouldBeNull();
        return found.Value!;
    }

    private void Apply(string phase) =>
        ApplyAsync(Value(Shop), phase).IsCompletedSuccessfully.ShouldBeTrue();

    private Task<bool> ApplyAsync(Gadget target, string phase) =>
        _store.ApplyStatusAsync(
            target,
            new GadgetStatus { Phase = phase },
            GadgetJson.Default.GadgetStatus,
            CancellationToken.None
        );

    private void Reopen()
    {
        _folder.Dispose();
        (_folder, _store) = Open();
    }

    private (ManifestFolder Folder, FolderStore<Gadget> Store) Open()
    {
        var folder = new ManifestFolder(
            _temporary.Root,
            _time,
            _health,
            NullLoggerFactory.Instance
        );
        var store = new FolderStore<Gadget>(folder, GadgetJson.Gadgets);
        store.Changed += _changed.Add;
        return (folder, store);
    }
}
