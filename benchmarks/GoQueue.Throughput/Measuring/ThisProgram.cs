using System.Diagnostics;

namespace GoQueue.Throughput.Measuring;

/// <summary>Starts this program once more.</summary>
internal static class ThisProgram
{
    /// <summary>With its output redirected, whether it runs from its own executable or by <c>dotnet exec</c>.</summary>
    public static ProcessStartInfo Start(params ReadOnlySpan<string> arguments)
    {
        string executable = Environment.ProcessPath!;
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{typeof(ThisProgram).Assembly.GetName().Name}.dll"));
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
