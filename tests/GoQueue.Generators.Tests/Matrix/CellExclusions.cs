namespace GoQueue.Generators.Tests.Matrix;

/// <summary>Combinations that C# admits and our rules refuse on purpose, each with its reason.</summary>
internal static class CellExclusions
{
    /// <summary>Why an event like this cannot be declared; null if it can.</summary>
    public static string? ReasonOf(Cell cell)
    {
        if (cell.Attribute.Code is "Sensitive" or "Encrypted" && cell.Shape == EventShape.GenericBase)
        {
            return "A generic record cannot get a generated PrintMembers: GQ3105 reports it.";
        }

        return null;
    }
}
