using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Reading;

/// <summary>Reads and writes contract files.</summary>
internal static class ContractFiles
{
    /// <summary>Reads a file; one that does not exist is empty if <paramref name="mayBeMissing"/> says so.</summary>
    public static ContractFile Read(string path, bool mayBeMissing = false)
    {
        if (mayBeMissing && !File.Exists(path))
        {
            return ContractFile.Empty;
        }

        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ContractSourceException($"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Reads a text, every line of it.</summary>
    public static ContractFile Parse(string text, string name)
    {
        try
        {
            var file = ContractReader.Read(text);
            foreach (var block in file.Blocks.Values)
            {
                _ = block.Shape;
            }

            return file;
        }
        catch (ContractFormatException fault)
        {
            throw new ContractSourceException($"Line {fault.Line + 1} of {name} {fault.Message}: take the last committed version of the file, and accept again.");
        }
    }

    /// <summary>Writes a file if its text is another; CRLF stays CRLF.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool Write(string path, string text)
    {
        var old = File.Exists(path) ? File.ReadAllText(path) : null;
        if (old?.Contains("\r\n", StringComparison.Ordinal) == true)
        {
            text = text.Replace("\n", "\r\n", StringComparison.Ordinal);
        }

        if (text == old)
        {
            return false;
        }

        // Without a byte order mark.
        File.WriteAllText(path, text);
        return true;
    }
}
