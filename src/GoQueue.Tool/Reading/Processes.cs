using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GoQueue.Tool.Reading;

/// <summary>Runs other programs.</summary>
internal static class Processes
{
    public static (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            throw new ContractSourceException($"The program '{program}' was not found: install it, or compare with file:PATH.");
        }
    }
}
