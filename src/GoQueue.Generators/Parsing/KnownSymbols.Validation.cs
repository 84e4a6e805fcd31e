using GoQueue.Generators.Parsing.Validation;

namespace GoQueue.Generators.Parsing;

internal sealed partial class KnownSymbols
{
    private ValidationSymbols? _validation;

    /// <summary>The types that validation and routing speak of. Two threads may both make it; either result serves.</summary>
    public ValidationSymbols Validation => _validation ??= new ValidationSymbols(Compilation, LibraryOf(Compilation));
}
