"""What a catalog entry is: vocabulary, profiles, values, states, the exchange body. No Qt, SQL, HTTP or clock."""
