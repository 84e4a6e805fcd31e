namespace GoQueue.NativeAot;

/// <summary>Counts what failed and prints it.</summary>
internal sealed class Checks
{
    public int Failed { get; private set; }

    public bool That(bool holds, string sentence)
    {
        Console.WriteLine($"{(holds ? "passed" : "FAILED")}: {sentence}");
        Failed += holds ? 0 : 1;
        return holds;
    }
}
