using SloOperator.Kubernetes.Api;
using SloOperator.Store;
using SloOperator.Tests.Sinks.Webhook;

namespace SloOperator.Tests.Store.Children;

/// <summary>What the tests do in a process of its own, because it is killed there, or refused something by the system.</summary>
internal static class ChildProgram
{
    public const int Objects = 3;
    private static readonly ResourceName Single = NameOf(0);

    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["write", var folder]:
                WriteForEver(StatesIn(folder));
                return 0;
            case ["refuse", var call, var folder]:
                WriteRefused(StatesIn(folder), Enum.Parse<RefusedCall>(call));
                return 0;
            case ["load", var folder]:
                Load(folder);
                return 0;
            case ["receive", var folder, var key]:
                new Receiver(folder, key).RunAsync().GetAwaiter().GetResult();
                return 0;
            default:
                Console.Error.WriteLine("These are tests: run them with `dotnet test`.");
                return 2;
        }
    }

    public static StatusFolder StatesIn(string folder) => new(folder, "test.dev/v1", "Gadget");

    public static ResourceName NameOf(int number) => new("default", $"shop-{number}");

    /// <summary>Of a length that follows from the number, so that a mixture of two would be seen.</summary>
    public static StoredState StateOf(int number) =>
        new(
            number,
            $"{number}",
            DateTimeOffset.UnixEpoch,
            System.Text.Encoding.UTF8.GetBytes(
                $$"""{"phase":"{{new string((char)('a' + (number % 26)), number * 7919 % 60_000)}}"}"""
            )
        );

    /// <summary>Says each number when it is written.</summary>
    private static void WriteForEver(StatusFolder states)
    {
        using Stream output = Console.OpenStandardOutput();
        for (int number = 1; ; number++)
        {
            states.Write(NameOf(number % Objects), "uid", StateOf(number));
            output.Write(System.Text.Encoding.UTF8.GetBytes($"{number}\n"));
        }
    }

    /// <summary>Once as usual, then refused, and says what came of it.</summary>
    private static void WriteRefused(StatusFolder states, RefusedCall call)
    {
        states.Write(Single, "uid", StateOf(1));
        RefusedCalls.Refuse(call);
        try
        {
            states.Write(Single, "uid", StateOf(2));
            Console.WriteLine("written");
        }
        catch (IOException ex)
        {
            Console.WriteLine(ex.Message);
        }
    }

    /// <summary>Says how much memory the objects of a folder hold.</summary>
    private static void Load(string root)
    {
        var scenario = new LoadedFolder(root);
        scenario.Look();
        scenario.Look();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int count = scenario.Count;
        GC.KeepAlive(scenario);
        Console.WriteLine($"{count} {before}");
    }
}
